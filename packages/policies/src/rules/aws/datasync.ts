import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

export const datasyncNoSecrets = defineRule({
  id: "datasync-no-secrets",
  title: "DataSync object storage locations do not use static secret keys",
  severity: "high",
  on: "aws:datasync/locationObjectStorage:LocationObjectStorage",
  why: "The secret key is stored in the program or in the stack's state, where anyone with read access can find it.",
  remedy: "Use a location type that authenticates with an IAM role, such as aws.datasync.S3Location.",
  check: (props) => "secretKey" in props && { at: "secretKey", message: "the location uses a static secret key" },
  examples: { pass: [{ serverHostname: "files.example.com" }], fail: [{ secretKey: "hunter2" }] },
});

export const datasyncTaskLogs = defineRule({
  id: "datasync-task-logs",
  title: "DataSync tasks have logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["DataSync.1"] },
  on: "aws:datasync/task:Task",
  why: "Without logs, you cannot determine which files were copied and which were not.",
  remedy: 'Set cloudwatchLogGroupArn: logs.arn and options: { logLevel: "TRANSFER" }.',
  check: (props) =>
    anyOf(
      () => !("cloudwatchLogGroupArn" in props),
      () => (props.options?.logLevel ?? "OFF") === "OFF",
    ) && { at: "cloudwatchLogGroupArn", message: "logging is not enabled" },
  examples: {
    pass: [{ cloudwatchLogGroupArn: "arn", options: { logLevel: "TRANSFER" } }],
    fail: [{ options: { logLevel: "BASIC" } }, { cloudwatchLogGroupArn: "arn" }],
  },
});
