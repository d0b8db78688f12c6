import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

export const datasyncNoSecrets = defineRule({
  id: "datasync-no-secrets",
  title: "Locations of DataSync hold no keys that are written out",
  severity: "high",
  on: "aws:datasync/locationObjectStorage:LocationObjectStorage",
  why: "The key stands in the program or in its state, for everyone who may read either.",
  remedy: "Use a location that takes a role, such as aws.datasync.S3Location.",
  check: (props) => "secretKey" in props && { at: "secretKey", message: "a key is given to the location" },
  examples: { pass: [{ serverHostname: "files.example.com" }], fail: [{ secretKey: "hunter2" }] },
});

export const datasyncTaskLogs = defineRule({
  id: "datasync-task-logs",
  title: "Tasks of DataSync log what they copy",
  severity: "medium",
  controls: { "aws-fsbp": ["DataSync.1"] },
  on: "aws:datasync/task:Task",
  why: "Without logs nobody can say which files were copied, and which were not.",
  remedy: 'Set cloudwatchLogGroupArn: logs.arn and options: { logLevel: "TRANSFER" }.',
  check: (props) =>
    anyOf(
      () => !("cloudwatchLogGroupArn" in props),
      () => (props.options?.logLevel ?? "OFF") === "OFF",
    ) && { at: "cloudwatchLogGroupArn", message: "nothing is logged" },
  examples: {
    pass: [{ cloudwatchLogGroupArn: "arn", options: { logLevel: "TRANSFER" } }],
    fail: [{ options: { logLevel: "BASIC" } }, { cloudwatchLogGroupArn: "arn" }],
  },
});
