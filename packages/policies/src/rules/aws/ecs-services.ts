import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { patch } from "../../kernel/patch";
import { enumOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const service = "aws:ecs/service:Service";
const cluster = "aws:ecs/cluster:Cluster";

const noPublicIp = {
  severity: "high",
  why: "A task with a public address is one security group rule away from being reachable by everybody.",
  remedy: "Drop assignPublicIp and use private subnets; a load balancer lets callers in.",
  check: ({ networkConfiguration }: Pick<InputsOf<typeof service>, "networkConfiguration">) =>
    networkConfiguration?.assignPublicIp === true && "the tasks get public addresses",
  examples: {
    pass: [{}, { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false } }],
    fail: [{ networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } }],
  },
} as const;

export const ecsNoPublicIp = defineRule({
  ...noPublicIp,
  id: "ecs-no-public-ip",
  title: "ECS services have no public addresses",
  controls: { "aws-fsbp": ["ECS.2"] },
  on: service,
});

export const ecsTaskSetNoPublicIp = defineRule({
  ...noPublicIp,
  id: "ecs-task-set-no-public-ip",
  title: "ECS task sets have no public addresses",
  controls: { "aws-fsbp": ["ECS.16"] },
  on: "aws:ecs/taskSet:TaskSet",
});

export const ecsPlatformVersion = defineRule({
  id: "ecs-platform-version",
  title: "Fargate services run the platform version that was decided on",
  severity: "low",
  topic: "drift",
  controls: { "aws-fsbp": ["ECS.10"] },
  on: service,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
  why: "A number keeps the service on a platform that AWS stops patching; LATEST moves it without a change of the program: say which of both you want.",
  remedy:
    'Drop platformVersion, or set it to "LATEST"; to decide on each version yourself, set the option wanted to "pinned".',
  options: { wanted: enumOption("latest", ["latest", "pinned"], "Whether services follow LATEST or name a version.") },
  check: (props, { options }) =>
    (options.wanted === "latest"
      ? (props.platformVersion ?? "LATEST") !== "LATEST"
      : allOf(
          () => props.launchType === "FARGATE",
          () => (props.platformVersion ?? "LATEST") === "LATEST",
        )) && { at: "platformVersion", message: `the platform version is not ${options.wanted}` },
  examples: {
    pass: [{ launchType: "FARGATE" }, { launchType: "FARGATE", platformVersion: "LATEST" }],
    fail: [{ launchType: "FARGATE", platformVersion: "1.3.0" }],
  },
});

export const ecsRollback = defineRule({
  id: "ecs-deployment-rollback",
  title: "ECS goes back to the last version that worked",
  severity: "low",
  topic: "reliability",
  on: service,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
  why: "Without the circuit breaker ECS starts a broken version over and over, and the update waits until it times out.",
  remedy: "Set deploymentCircuitBreaker: { enable: true, rollback: true }.",
  check: (props) =>
    allOf(
      () => (props.deploymentController?.type ?? "ECS") === "ECS",
      () =>
        anyOf(
          () => props.deploymentCircuitBreaker?.enable !== true,
          () => props.deploymentCircuitBreaker?.rollback !== true,
        ),
    ) && { at: "deploymentCircuitBreaker", message: "a broken version is not rolled back" },
  fix: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  examples: {
    pass: [
      { deploymentCircuitBreaker: { enable: true, rollback: true } },
      { deploymentController: { type: "CODE_DEPLOY" } },
    ],
    fail: [{}, { deploymentCircuitBreaker: { enable: true, rollback: false } }],
  },
});

export const ecsContainerInsights = defineRule({
  id: "ecs-container-insights",
  title: "ECS clusters measure their containers",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ECS.12"] },
  on: cluster,
  why: "Without Container Insights nobody sees which container runs out of memory, or restarts all the time.",
  remedy: 'Set settings: [{ name: "containerInsights", value: "enhanced" }].',
  check: ({ settings }) =>
    !(settings ?? []).some((setting) =>
      allOf(
        () => setting.name === "containerInsights",
        () => ["enabled", "enhanced"].includes(setting.value ?? ""),
      ),
    ) && "containers are not measured",
  fix: (one) => {
    const measured = { name: "containerInsights", value: "enhanced" };
    const said = listOf(one.settings).filter(({ name }) => name === measured.name);
    return isNotEmpty(said) ? said.map((setting) => patch(setting, measured)) : patch(one, { settings: [measured] });
  },
  examples: {
    pass: [
      { settings: [{ name: "containerInsights", value: "enabled" }] },
      { settings: [{ name: "containerInsights", value: "enhanced" }] },
    ],
    fail: [{}, { settings: [{ name: "containerInsights", value: "disabled" }] }],
  },
});

export const ecsExecLogged = defineRule({
  id: "ecs-exec-logged",
  title: "ECS clusters log what is typed into their containers",
  severity: "medium",
  on: cluster,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
  why: "Whoever has a shell in a container leaves no other trace.",
  remedy:
    'Set configuration: { executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: … } } }.',
  check: ({ configuration }) =>
    configuration?.executeCommandConfiguration?.logging === "NONE" && "shells in containers leave no trace",
  examples: {
    pass: [{}, { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } }],
    fail: [{ configuration: { executeCommandConfiguration: { logging: "NONE" } } }],
  },
});

export const ecsExecEncrypted = defineRule({
  id: "ecs-exec-encrypted",
  title: "ECS clusters encrypt shells in containers and their logs with a key of their own",
  severity: "low",
  on: cluster,
  why: "What is typed and shown there holds secrets; with a key of your own you see who reads them.",
  remedy:
    "Set executeCommandConfiguration: { kmsKeyId: key.arn, logConfiguration: { cloudWatchEncryptionEnabled: true, … } }.",
  check: ({ configuration }) => {
    const exec = configuration?.executeCommandConfiguration;
    if (exec === undefined) return undefined;
    return (
      anyOf(
        () => !("kmsKeyId" in exec),
        () =>
          allOf(
            () => "logConfiguration" in exec,
            () => exec.logConfiguration?.cloudWatchEncryptionEnabled !== true,
            () => exec.logConfiguration?.s3BucketEncryptionEnabled !== true,
          ),
      ) && { at: exec, message: "shells and their logs are not encrypted with a key of one's own" }
    );
  },
  examples: {
    pass: [
      {},
      { configuration: { executeCommandConfiguration: { kmsKeyId: "arn", logging: "DEFAULT" } } },
      {
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: "arn",
            logging: "OVERRIDE",
            logConfiguration: { cloudWatchEncryptionEnabled: true, s3BucketEncryptionEnabled: true },
          },
        },
      },
    ],
    fail: [
      { configuration: { executeCommandConfiguration: { logging: "DEFAULT" } } },
      {
        configuration: {
          executeCommandConfiguration: {
            kmsKeyId: "arn",
            logging: "OVERRIDE",
            logConfiguration: { s3BucketName: "b" },
          },
        },
      },
    ],
  },
});
