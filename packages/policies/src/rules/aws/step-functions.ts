import { specifiesAwsManagedKey } from "../../conditions/customer-keys";
import { allOf, anyOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const stateMachine = "aws:sfn/stateMachine:StateMachine";

export const sfnLogs = defineRule({
  id: "sfn-logs",
  title: "Step Functions state machines have logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["StepFunctions.1"] },
  on: stateMachine,
  options: {
    executionData: booleanOption(
      false,
      "Whether the log must also contain the input and output of executions, which can include secrets.",
    ),
  },
  why: "Express executions leave no other record, and the history of standard executions is deleted after 90 days.",
  remedy: 'Set loggingConfiguration: { level: "ERROR", logDestination: pulumi.interpolate`${logs.arn}:*` }.',
  check: ({ loggingConfiguration: logging }, { options }) => [
    (logging?.level ?? "OFF") === "OFF" && "logging is not enabled",
    allOf(
      () => options.executionData,
      () => logging?.includeExecutionData !== true,
    ) && "the input and output of executions are not logged",
  ],
  examples: {
    pass: [{ loggingConfiguration: { level: "ERROR", logDestination: "arn" } }],
    fail: [{}, { loggingConfiguration: { level: "OFF" } }],
  },
});

export const sfnTracing = defineRule({
  id: "sfn-tracing",
  title: "Step Functions state machines have X-Ray tracing enabled",
  severity: "low",
  topic: "reliability",
  on: stateMachine,
  why: "Without traces, it is hard to determine which service call slows down an execution.",
  remedy: "Set tracingConfiguration: { enabled: true }.",
  check: ({ tracingConfiguration }) => tracingConfiguration?.enabled !== true && "X-Ray tracing is not enabled",
  fix: { tracingConfiguration: { enabled: true } },
  examples: {
    pass: [{ tracingConfiguration: { enabled: true } }],
    fail: [{}, { tracingConfiguration: { enabled: false } }],
  },
});

export const sfnCustomerKey = defineRule({
  id: "sfn-customer-key",
  title: "Step Functions state machines are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: stateMachine,
  why: "The input and output of every step are kept for 90 days. With a customer managed key, you control who can decrypt this data.",
  remedy: 'Set encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: key.arn }.',
  check: ({ encryptionConfiguration }) =>
    anyOf(
      () => encryptionConfiguration?.type !== "CUSTOMER_MANAGED_KMS_KEY",
      () => specifiesAwsManagedKey(encryptionConfiguration, "kmsKeyId"),
    ) && "not encrypted with a customer managed key",
  examples: {
    pass: [{ encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "arn" } }],
    fail: [{}, { encryptionConfiguration: { type: "AWS_OWNED_KEY" } }],
  },
});
