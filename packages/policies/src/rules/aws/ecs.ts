import { CONTAINER_DEFINITION } from "../../conditions/container-definition-types";
import { fieldTypeIssues } from "../../conditions/json-types";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { ecsContainerDocuments, ecsContainers, taskAndDaemonContainers } from "../../views/ecs-containers";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const daemonTask = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";

export const ecsNoPrivilegedContainers = defineViewRule({
  id: "ecs-no-privileged-containers",
  title: "ECS task definitions do not use privileged containers",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.4"] },
  on: taskAndDaemonContainers,
  why: "A privileged container has root access to its host, and therefore to every other container on that host.",
  remedy: "Remove privileged: true. If a single capability is needed, add it with linuxParameters.capabilities.add.",
  check: (container) => container.privileged === true && "the container is privileged",
  examples: {
    pass: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", privileged: false }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [daemonTask, { containerDefinitions: [{ image: "agent:1.2.0", privileged: false }] }],
    ],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }, { name: "agent", privileged: true }]) }],
      [task, { containerDefinitions: JSON.stringify([{ Name: "web", Privileged: true }]) }],
      [daemonTask, { containerDefinitions: [{ image: "agent:1.2.0", privileged: true }] }],
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
    pass: [[task, { containerDefinitions: "[]" }]],
    fail: [
      [task, { containerDefinitions: "[{name: web}]" }],
      [task, { containerDefinitions: '{"name":"web"}' }],
    ],
  },
});

export const ecsContainerTypes = defineViewRule({
  id: "ecs-container-types",
  title: "ECS container definitions have the JSON types that the ECS API documents",
  severity: "high",
  topic: "reliability",
  on: ecsContainers,
  // hashicorp/terraform#12161: the provider rejects other types when it decodes the definitions.
  why: 'The deployment fails, because neither the provider nor ECS converts a string such as "64" to a number.',
  remedy:
    "Pass numbers and Booleans without quotes, such as memory: 512, and the values of environment variables as strings.",
  check: (container) => fieldTypeIssues(container, CONTAINER_DEFINITION),
  examples: {
    pass: [
      [
        task,
        {
          containerDefinitions: JSON.stringify([
            {
              name: "web",
              memory: 64,
              essential: true,
              portMappings: [{ containerPort: 80 }],
              environment: [{ name: "PORT", value: "80" }],
              dockerLabels: { team: "web" },
              user: null,
            },
          ]),
        },
      ],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", command: ["sleep", "360"] }]) }],
    ],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", memory: "64" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", essential: "true" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", portMappings: [{ containerPort: "80" }] }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", command: "sleep 360" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", command: ["sleep", 360] }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", environment: { PORT: "80" } }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", environment: [{ name: "PORT", value: 80 }] }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", dockerLabels: { shard: 1 } }]) }],
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
