import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { ecsContainerDocuments, ecsContainers } from "../../views/ecs-containers";

export const ecsNoPrivilegedContainers = defineViewRule({
  id: "ecs-no-privileged-containers",
  title: "ECS containers are not privileged",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.4"] },
  on: ecsContainers,
  why: "A privileged container is root on the machine that runs it, and so on every other container there.",
  remedy: "Drop privileged: true, and add single capabilities by linuxParameters.capabilities.add where one is needed.",
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
  title: "ECS container definitions are a JSON list",
  severity: "high",
  on: ecsContainerDocuments,
  why: "Definitions that do not parse fail during the deployment, and until then no rule can say what they run.",
  remedy: "Pass containerDefinitions: JSON.stringify([{ name, image, … }]), or pulumi.jsonStringify of such a list.",
  check: (definitions) =>
    (definitions.issue !== undefined || !Array.isArray(definitions.content)) && {
      at: definitions,
      message: "the container definitions are no JSON list",
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
  title: "Machines on which tasks run are not taken away when a cluster shrinks",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ECS.19"] },
  on: capacityProvider,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html
  why: "The Auto Scaling group does not know which of its machines run tasks, and ends some that do.",
  remedy:
    'Set autoScalingGroupProvider: { managedTerminationProtection: "ENABLED", managedScaling: { status: "ENABLED" }, … }, and protectFromScaleIn: true on the group.',
  check: ({ autoScalingGroupProvider: machines }) =>
    machines !== undefined &&
    machines.managedTerminationProtection !== "ENABLED" && {
      at: machines,
      message: "machines with tasks may be taken away",
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
