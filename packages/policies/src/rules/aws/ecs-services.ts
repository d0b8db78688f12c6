import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { patch } from "../../kernel/patch";
import { enumOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const service = "aws:ecs/service:Service";
const cluster = "aws:ecs/cluster:Cluster";

const noPublicIp = {
  severity: "high",
  why: "A task with a public IP address is one permissive security group rule away from being reachable from the internet.",
  remedy: "Remove assignPublicIp: true, and set subnets to private subnets. Expose the tasks through a load balancer.",
  check: ({ networkConfiguration }: Pick<InputsOf<typeof service>, "networkConfiguration">) =>
    networkConfiguration?.assignPublicIp === true && "tasks are assigned public IP addresses",
  examples: {
    pass: [{}, { networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: false } }],
    fail: [{ networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true } }],
  },
} as const;

export const ecsNoPublicIp = defineRule({
  ...noPublicIp,
  id: "ecs-no-public-ip",
  title: "ECS services do not assign public IP addresses to tasks",
  controls: { "aws-fsbp": ["ECS.2"] },
  on: service,
});

export const ecsTaskSetNoPublicIp = defineRule({
  ...noPublicIp,
  id: "ecs-task-set-no-public-ip",
  title: "ECS task sets do not assign public IP addresses to tasks",
  controls: { "aws-fsbp": ["ECS.16"] },
  on: "aws:ecs/taskSet:TaskSet",
});

export const ecsPlatformVersion = defineRule({
  id: "ecs-platform-version",
  title: "ECS Fargate services use the latest platform version, or a pinned version if configured",
  severity: "low",
  topic: "drift",
  controls: { "aws-fsbp": ["ECS.10"] },
  on: service,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
  why: "A pinned platform version eventually stops receiving patches, while LATEST can change without a change to the program. A consistent choice makes clear how every service receives patches.",
  remedy:
    'Remove platformVersion, or set it to "LATEST". To require pinned versions instead, set the option wanted to "pinned".',
  options: { wanted: enumOption("latest", ["latest", "pinned"], "Whether services use LATEST or a pinned version.") },
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

export const ecsContainerInsights = defineRule({
  id: "ecs-container-insights",
  title: "ECS clusters have Container Insights enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ECS.12"] },
  on: cluster,
  why: "Without Container Insights, no metrics show which containers run out of memory or restart repeatedly.",
  remedy: 'Set settings: [{ name: "containerInsights", value: "enhanced" }].',
  check: ({ settings }) =>
    !(settings ?? []).some((setting) =>
      allOf(
        () => setting.name === "containerInsights",
        () => ["enabled", "enhanced"].includes(setting.value ?? ""),
      ),
    ) && "the cluster does not use Container Insights",
  fix: (props) => {
    const enhanced = { name: "containerInsights", value: "enhanced" };
    const existing = listOf(props.settings).filter(({ name }) => name === enhanced.name);
    return isNotEmpty(existing)
      ? existing.map((setting) => patch(setting, enhanced))
      : patch(props, { settings: [enhanced] });
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
  title: "ECS clusters do not disable logging of ECS Exec sessions",
  severity: "medium",
  on: cluster,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
  why: "Session logs are the only record of the commands that someone runs in a container with ECS Exec.",
  remedy:
    'Set configuration: { executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: … } } }.',
  check: ({ configuration }) =>
    configuration?.executeCommandConfiguration?.logging === "NONE" && "logging of ECS Exec sessions is disabled",
  examples: {
    pass: [{}, { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } }],
    fail: [{ configuration: { executeCommandConfiguration: { logging: "NONE" } } }],
  },
});

export const ecsExecEncrypted = defineRule({
  id: "ecs-exec-encrypted",
  title: "ECS clusters encrypt ECS Exec sessions with a customer managed key and encrypt the session logs",
  severity: "low",
  on: cluster,
  why: "Session input and output can contain secrets. With a customer managed key, you control and can audit who decrypts the sessions.",
  remedy:
    "Set executeCommandConfiguration: { kmsKeyId: key.arn, logConfiguration: { cloudWatchEncryptionEnabled: true, … } }.",
  check: ({ configuration }) => {
    const exec = configuration?.executeCommandConfiguration;
    if (exec === undefined) return undefined;
    return (
      anyOf(
        () => !specifiesCustomerKey(exec, "kmsKeyId"),
        () =>
          allOf(
            () => "logConfiguration" in exec,
            () => exec.logConfiguration?.cloudWatchEncryptionEnabled !== true,
            () => exec.logConfiguration?.s3BucketEncryptionEnabled !== true,
          ),
      ) && {
        at: exec,
        message: "sessions are not encrypted with a customer managed key, or the session logs are not encrypted",
      }
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
