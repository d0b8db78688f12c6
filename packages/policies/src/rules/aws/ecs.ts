import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { ecsContainerDocuments, ecsContainers } from "../../views/ecs-containers";

export const ecsNoPrivilegedContainers = defineViewRule({
  id: "ecs-no-privileged-containers",
  title: "ECS task definitions do not use privileged containers",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.4"] },
  on: ecsContainers,
  why: "A privileged container has root access to its host, and therefore to every other container on that host.",
  remedy: "Remove privileged: true. If a single capability is needed, add it with linuxParameters.capabilities.add.",
  check: (container) => container.privileged === true && "the container is privileged",
  examples: {
    pass: [
      [
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ name: "web", privileged: false }]) },
      ],
      ["aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
    ],
    fail: [
      [
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ name: "web" }, { name: "agent", privileged: true }]) },
      ],
      [
        "aws:ecs/taskDefinition:TaskDefinition",
        { containerDefinitions: JSON.stringify([{ Name: "web", Privileged: true }]) },
      ],
    ],
  },
});

export const ecsContainersWellFormed = defineViewRule({
  id: "ecs-containers-well-formed",
  title: "ECS container definitions are a valid JSON array",
  severity: "high",
  on: ecsContainerDocuments,
  why: "Definitions that cannot be parsed fail during deployment, and other rules cannot check them.",
  remedy:
    "Pass containerDefinitions: JSON.stringify([{ name, image, … }]), or use pulumi.jsonStringify if the array contains outputs.",
  check: (definitions) =>
    (definitions.issue !== undefined || !Array.isArray(definitions.content)) && {
      at: definitions,
      message: "the container definitions are not a JSON array",
    },
  examples: {
    pass: [["aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: "[]" }]],
    fail: [
      ["aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: "[{name: web}]" }],
      ["aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: '{"name":"web"}' }],
    ],
  },
});

const capacityProvider = "aws:ecs/capacityProvider:CapacityProvider";

export const ecsTerminationProtected = defineRule({
  id: "ecs-termination-protected",
  title: "ECS capacity providers use managed termination protection",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ECS.19"] },
  on: capacityProvider,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html
  why: "Without managed termination protection, the Auto Scaling group can terminate instances that are running tasks during scale-in.",
  remedy:
    'Set autoScalingGroupProvider: { managedTerminationProtection: "ENABLED", managedScaling: { status: "ENABLED" }, … }. Also set protectFromScaleIn: true on the Auto Scaling group.',
  check: ({ autoScalingGroupProvider: provider }) =>
    provider !== undefined &&
    provider.managedTerminationProtection !== "ENABLED" && {
      at: provider,
      message: "managed termination protection is not enabled",
    },
  examples: {
    pass: [
      { autoScalingGroupProvider: { autoScalingGroupArn: "arn", managedTerminationProtection: "ENABLED" } },
      { name: "managed" },
    ],
    fail: [
      { autoScalingGroupProvider: { autoScalingGroupArn: "arn" } },
      { autoScalingGroupProvider: { autoScalingGroupArn: "arn", managedTerminationProtection: "DISABLED" } },
    ],
  },
});
