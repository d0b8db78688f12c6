import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { secretVariables } from "../../conditions/secret-variables";
import { ecsEnvironments, taskAndDaemonContainers } from "../../views/ecs-containers";
import { taskContainers } from "../../views/ecs-task-containers";

const task = "aws:ecs/taskDefinition:TaskDefinition";
const daemon = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";
const express = "aws:ecs/expressGatewayService:ExpressGatewayService";

const isRoot = (user: string) => /^(root|0+)?(:.*)?$/.test(user);

export const ecsReadOnlyRoot = defineViewRule({
  id: "ecs-read-only-root",
  title: "ECS containers have a read-only root file system",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.5"] },
  on: taskAndDaemonContainers,
  why: "An attacker who compromises the container can install tools and change code, which image scans do not detect.",
  remedy: "Set readonlyRootFilesystem: true, and mount a volume for the paths that the application writes to.",
  check: (container) => container.readonlyRootFilesystem !== true && "the root file system is writable",
  examples: {
    pass: [[task, { containerDefinitions: JSON.stringify([{ name: "web", readonlyRootFilesystem: true }]) }]],
    fail: [
      [daemon, { containerDefinitions: [{ image: "agent:1.2.0" }] }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", readonlyRootFilesystem: false }]) }],
    ],
  },
});

export const ecsNoHostNamespaces = defineRule({
  id: "ecs-no-host-namespaces",
  title: "ECS task definitions do not share the host's process or IPC namespace",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.3"] },
  on: task,
  why: "A container that sees the host's processes can read the environment variables and memory of these processes, including processes of other tasks.",
  remedy: 'Remove pidMode and ipcMode, or set them to "task".',
  check: (props) =>
    anyOf(
      () => props.pidMode === "host",
      () => props.ipcMode === "host",
    ) && "the task shares a namespace with its host",
  examples: {
    pass: [{}, { pidMode: "task", ipcMode: "none" }],
    fail: [{ pidMode: "host" }, { ipcMode: "host" }],
  },
});

export const ecsHostNetworkUser = defineViewRule({
  id: "ecs-host-network-user",
  title: "ECS containers in host network mode do not run as root",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.1"] },
  on: taskContainers,
  why: "A root container on the host's network can intercept the traffic of other tasks and obtain the host's credentials.",
  remedy: 'Set networkMode: "awsvpc". If "host" is required, set user: "1000:1000" on each container.',
  check: (item) =>
    allOf(
      () => item.task.networkMode === "host",
      () => isRoot(item.container.user ?? ""),
    ) && { at: item.container, message: "the container runs as root in host network mode" },
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
  title: "ECS task definitions do not use the host network mode",
  severity: "medium",
  on: task,
  why: "In host network mode, all tasks share the host's security groups, so traffic cannot be restricted for individual tasks.",
  remedy: 'Set networkMode: "awsvpc".',
  check: ({ networkMode }) => networkMode === "host" && "the task uses the host network mode",
  examples: { pass: [{}, { networkMode: "awsvpc" }], fail: [{ networkMode: "host" }] },
});

export const ecsNonRoot = defineViewRule({
  id: "ecs-non-root-user",
  title: "ECS Linux containers do not run as root",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.20"] },
  on: taskContainers,
  why: "A root process that escapes from the container is root on the host.",
  remedy: 'Set user: "1000:1000", and make the files in the image readable by that user.',
  check: (item) =>
    allOf(
      () => !(item.task.runtimePlatform?.operatingSystemFamily ?? "LINUX").startsWith("WINDOWS"),
      () => isRoot(item.container.user ?? ""),
    ) && { at: item.container, message: "the container runs as root" },
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
  title: "ECS containers do not pass secrets as plaintext environment variables",
  severity: "high",
  controls: { "aws-fsbp": ["ECS.8"] },
  on: ecsEnvironments,
  why: "Anyone who can read the task definition can read its environment variables, and old revisions retain them.",
  remedy:
    'Store the value in an aws.secretsmanager.Secret, and set secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }].',
  check: ({ variables }) => secretVariables(variables),
  examples: {
    pass: [
      [daemon, { containerDefinitions: [{ image: "agent:1.2.0", environments: [{ name: "STAGE", value: "prod" }] }] }],
      [express, { primaryContainer: { image: "web:1.2.0", environments: [{ name: "STAGE", value: "prod" }] } }],
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
        daemon,
        { containerDefinitions: [{ image: "agent:1.2.0", environments: [{ name: "API_KEY", value: "hunter2" }] }] },
      ],
      [
        express,
        { primaryContainer: { image: "web:1.2.0", environments: [{ name: "DB_PASSWORD", value: "hunter2" }] } },
      ],
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
  title: "ECS containers have a log driver configured",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.9"] },
  on: taskAndDaemonContainers,
  why: "Without a log driver, a container's output, including the reason for a crash, is lost when the container stops.",
  remedy:
    'Set logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": …, "awslogs-region": …, "awslogs-stream-prefix": … } }.',
  check: (container) => !container.logConfiguration?.logDriver && "no log driver is configured",
  examples: {
    pass: [
      [daemon, { containerDefinitions: [{ image: "agent:1.2.0", logConfiguration: { logDriver: "awslogs" } }] }],
      [task, { containerDefinitions: JSON.stringify([{ name: "web", logConfiguration: { logDriver: "awslogs" } }]) }],
    ],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web" }]) }],
      [daemon, { containerDefinitions: [{ image: "agent:1.2.0" }] }],
    ],
  },
});

export const ecsEfsTls = defineRule({
  id: "ecs-efs-encrypted-in-transit",
  title: "ECS task definitions encrypt EFS volumes in transit",
  severity: "medium",
  controls: { "aws-fsbp": ["ECS.18"] },
  on: task,
  why: "Without transit encryption, files cross the network in plaintext, and EFS cannot use IAM to authorize the task.",
  remedy: 'Set efsVolumeConfiguration: { fileSystemId, transitEncryption: "ENABLED" }.',
  check: ({ volumes }) =>
    (volumes ?? [])
      .filter(
        ({ efsVolumeConfiguration }) =>
          efsVolumeConfiguration !== undefined && efsVolumeConfiguration.transitEncryption !== "ENABLED",
      )
      .map((at) => ({ at, message: "transit encryption is not enabled for the EFS volume" })),
  examples: {
    pass: [
      { volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" } }] },
      { volumes: [{ name: "scratch" }] },
    ],
    fail: [{ volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] }],
  },
});
