import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { secretVariables } from "../../conditions/secret-variables";
import { ecsContainers } from "../../views/ecs-containers";
import { taskContainers } from "../../views/ecs-task-containers";

const task = "aws:ecs/taskDefinition:TaskDefinition";

const isRoot = (user: string) => /^(root|0+)?(:.*)?$/.test(user);

export const ecsReadOnlyRoot = defineViewRule({
  id: "ecs-read-only-root",
  title: "ECS containers cannot write to their own file system",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.5"] },
  on: ecsContainers,
  why: "Whoever breaks in leaves tools and changed code behind, and nothing of it is in the image that was scanned.",
  remedy: "Set readonlyRootFilesystem: true, and mount a volume where the program writes.",
  check: (container) => container.readonlyRootFilesystem !== true && "the container can write to its file system",
  examples: {
    pass: [[task, { containerDefinitions: JSON.stringify([{ name: "web", readonlyRootFilesystem: true }]) }]],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", readonlyRootFilesystem: false }]) }],
    ],
  },
});

export const ecsNoHostNamespaces = defineRule({
  id: "ecs-no-host-namespaces",
  title: "ECS tasks share neither processes nor memory with their machine",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.3"] },
  on: task,
  why: "A container that sees the processes of the machine reads their variables and memory, those of other tasks too.",
  remedy: 'Drop pidMode and ipcMode, or set them to "task".',
  check: (props) =>
    anyOf(
      () => props.pidMode === "host",
      () => props.ipcMode === "host",
    ) && "the task shares a namespace with its machine",
  examples: {
    pass: [{}, { pidMode: "task", ipcMode: "none" }],
    fail: [{ pidMode: "host" }, { ipcMode: "host" }],
  },
});

export const ecsHostNetworkUser = defineViewRule({
  id: "ecs-host-network-user",
  title: "ECS containers on the network of their machine do not run as root",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.1"] },
  on: taskContainers,
  why: "As root on the machine's network a container listens to what other tasks send and takes the credentials of the machine.",
  remedy: 'Set networkMode: "awsvpc"; where it must be "host", set user on each container.',
  check: (fact) =>
    allOf(
      () => fact.task.networkMode === "host",
      () => isRoot(fact.container.user ?? ""),
    ) && { at: fact.container, message: "the container is root on the network of its machine" },
  examples: {
    pass: [
      [task, { networkMode: "awsvpc", containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [task, { networkMode: "host", containerDefinitions: JSON.stringify([{ name: "web", user: "1000:1000" }]) }],
    ],
    fail: [
      [task, { networkMode: "host", containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [task, { networkMode: "host", containerDefinitions: JSON.stringify([{ name: "web", user: "root" }]) }],
    ],
  },
});

export const ecsNoHostNetwork = defineRule({
  id: "ecs-no-host-network",
  title: "ECS tasks have a network of their own",
  severity: "medium",
  on: task,
  why: "On the network of the machine no security group tells tasks apart, and each reaches what the machine may reach.",
  remedy: 'Set networkMode: "awsvpc".',
  check: ({ networkMode }) => networkMode === "host" && "the task uses the network of its machine",
  examples: { pass: [{}, { networkMode: "awsvpc" }], fail: [{ networkMode: "host" }] },
});

export const ecsNonRoot = defineViewRule({
  id: "ecs-non-root-user",
  title: "ECS containers do not run as root",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.20"] },
  on: taskContainers,
  why: "A flaw of the container runtime that lets root out makes it root of the machine.",
  remedy: 'Set user: "1000:1000", with files in the image that this user may read.',
  check: (fact) =>
    allOf(
      () => !(fact.task.runtimePlatform?.operatingSystemFamily ?? "LINUX").startsWith("WINDOWS"),
      () => isRoot(fact.container.user ?? ""),
    ) && { at: fact.container, message: "the container runs as root" },
  examples: {
    pass: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", user: "1000" }]) }],
      [
        task,
        {
          runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
          containerDefinitions: JSON.stringify([{ name: "web" }]),
        },
      ],
    ],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", user: "0:0" }]) }],
    ],
  },
});

export const ecsNoEnvSecrets = defineViewRule({
  id: "ecs-env-no-secrets",
  title: "Variables of ECS containers hold no secrets",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.8"] },
  on: ecsContainers,
  why: "Everyone who may look at the task definition reads them, each revision for ever.",
  remedy:
    'Put the value into an aws.secretsmanager.Secret, and write secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }].',
  check: ({ environment }) => secretVariables(environment),
  examples: {
    pass: [
      [
        task,
        { containerDefinitions: JSON.stringify([{ name: "web", environment: [{ name: "STAGE", value: "prod" }] }]) },
      ],
      [
        task,
        {
          containerDefinitions: JSON.stringify([
            {
              name: "web",
              secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:1:secret:db" }],
            },
          ]),
        },
      ],
    ],
    fail: [
      [
        task,
        {
          containerDefinitions: JSON.stringify([
            { name: "web", environment: [{ name: "DB_PASSWORD", value: "hunter2" }] },
          ]),
        },
      ],
    ],
  },
});

export const ecsContainerLogs = defineViewRule({
  id: "ecs-container-logs",
  title: "ECS containers say where their logs go",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.9"] },
  on: ecsContainers,
  why: "What a container says is lost with it, also why it died.",
  remedy:
    'Set logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": …, "awslogs-region": …, "awslogs-stream-prefix": … } }.',
  check: (container) => !container.logConfiguration?.logDriver && "the logs of the container are lost",
  examples: {
    pass: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", logConfiguration: { logDriver: "awslogs" } }]) }],
    ],
    fail: [[task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }]],
  },
});

export const ecsEfsTls = defineRule({
  id: "ecs-efs-encrypted-in-transit",
  title: "ECS tasks reach EFS encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.18"] },
  on: task,
  why: "Files cross the network in clear text, and EFS cannot tell which task asks.",
  remedy: 'Set efsVolumeConfiguration: { fileSystemId, transitEncryption: "ENABLED" }.',
  check: ({ volumes }) =>
    (volumes ?? [])
      .filter(
        ({ efsVolumeConfiguration }) =>
          efsVolumeConfiguration !== undefined && efsVolumeConfiguration.transitEncryption !== "ENABLED",
      )
      .map((at) => ({ at, message: "files cross the network in clear text" })),
  examples: {
    pass: [
      { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } }] },
      { volumes: [{ name: "scratch" }] },
    ],
    fail: [{ volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] }],
  },
});
