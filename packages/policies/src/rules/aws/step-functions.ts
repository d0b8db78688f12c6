import { allOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const machine = "aws:sfn/stateMachine:StateMachine";

export const sfnLogs = defineRule({
  id: "sfn-logs",
  title: "State machines log what they do",
  severity: "medium",
  controls: { "aws-fsbp": ["StepFunctions.1"] },
  on: machine,
  options: {
    executionData: booleanOption(
      false,
      "Whether the log also has to hold input and output of executions, secrets among them.",
    ),
  },
  why: "Express executions leave no other trace, and those of standard ones are gone after 90 days.",
  remedy: 'Set loggingConfiguration: { level: "ERROR", logDestination: pulumi.interpolate`${logs.arn}:*` }.',
  check: ({ loggingConfiguration: logging }, { options }) => [
    (logging?.level ?? "OFF") === "OFF" && "the state machine logs nothing",
    allOf(
      () => options.executionData,
      () => logging?.includeExecutionData !== true,
    ) && "the log leaves out input and output of executions",
  ],
  examples: {
    pass: [{ loggingConfiguration: { level: "ERROR", logDestination: "arn" } }],
    fail: [{}, { loggingConfiguration: { level: "OFF" } }],
  },
});

export const sfnTracing = defineRule({
  id: "sfn-tracing",
  title: "State machines are traced",
  severity: "low",
  topic: "reliability",
  on: machine,
  why: "Without traces nobody sees which of the services that it calls is slow.",
  remedy: "Set tracingConfiguration: { enabled: true }.",
  check: ({ tracingConfiguration }) => tracingConfiguration?.enabled !== true && "executions are not traced",
  fix: { tracingConfiguration: { enabled: true } },
  examples: {
    pass: [{ tracingConfiguration: { enabled: true } }],
    fail: [{}, { tracingConfiguration: { enabled: false } }],
  },
});

export const sfnCustomerKey = defineRule({
  id: "sfn-customer-key",
  title: "State machines encrypt what they carry with a key of their own",
  severity: "low",
  topic: "customer-keys",
  on: machine,
  why: "Inputs and results of every step are kept for 90 days; with a key of your own you see who reads them.",
  remedy: 'Set encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: key.arn }.',
  check: ({ encryptionConfiguration }) =>
    encryptionConfiguration?.type !== "CUSTOMER_MANAGED_KMS_KEY" && "the key of AWS is used",
  examples: {
    pass: [{ encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "arn" } }],
    fail: [{}, { encryptionConfiguration: { type: "AWS_OWNED_KEY" } }],
  },
});
