import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { queueStatements } from "../../views/data-policies";
import { allowsPublicAccess, isPublicPrincipal } from "../../views/public-access";

const queue = "aws:sqs/queue:Queue";
const policy = "aws:sqs/queuePolicy:QueuePolicy";

export const sqsEncrypted = defineRule({
  id: "sqs-encrypted",
  title: "Queues are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["SQS.1"] },
  on: queue,
  options: {
    explicit: booleanOption(false, "Whether a queue has to say so, instead of relying on the default of AWS."),
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
  why: "Messages stand in the clear on disks of AWS until they are read, for up to two weeks.",
  remedy: "Drop sqsManagedSseEnabled: false (new queues are encrypted if they say nothing), or set kmsMasterKeyId.",
  check: (props, { options }) =>
    allOf(
      () => !("kmsMasterKeyId" in props),
      () => !(props.sqsManagedSseEnabled ?? !options.explicit),
    ) && { at: "sqsManagedSseEnabled", message: "messages are not encrypted" },
  fix: { sqsManagedSseEnabled: true },
  examples: {
    pass: [{}, { sqsManagedSseEnabled: true }, { kmsMasterKeyId: "alias/orders" }],
    fail: [{ sqsManagedSseEnabled: false }],
  },
});

export const sqsCustomerKey = defineRule({
  id: "sqs-customer-key",
  title: "Queues that use KMS use a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: queue,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  why: "Other services and accounts cannot be allowed to use the key of AWS: what SNS, S3 or EventBridge sends to the queue gets lost.",
  remedy: "Set kmsMasterKeyId to an aws.kms.Key, or drop it and leave the encryption to SQS.",
  check: ({ kmsMasterKeyId = "" }) =>
    kmsMasterKeyId.endsWith("alias/aws/sqs") && "the queue is encrypted with the key of AWS",
  examples: { pass: [{}, { kmsMasterKeyId: "alias/orders" }], fail: [{ kmsMasterKeyId: "alias/aws/sqs" }] },
});

const sending = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const fromTopic = { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders" } };

export const sqsPolicyNotPublic = defineViewRule({
  id: "sqs-policy-not-public",
  title: "Policies of queues let nobody in but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["SQS.3"] },
  on: queueStatements,
  why: "Everyone on the internet can do what the statement allows: read messages, delete them, or send some of their own.",
  remedy: 'Name the principals, or add Condition: { ArnEquals: { "aws:SourceArn": topic.arn } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [queue, {}],
      [queue, policyOf({ ...sending, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [policy, policyOf({ ...sending, Principal: "*", Condition: fromTopic })],
      [policy, policyOf({ ...sending, Effect: "Deny", Principal: "*" })],
    ],
    fail: [
      [queue, policyOf([{ ...sending, Principal: "*" }])],
      [policy, policyOf({ ...sending, Principal: { AWS: ["123456789012", "*"] } })],
    ],
  },
});

export const sqsPolicyNarrow = defineViewRule({
  id: "sqs-policy-narrow",
  title: "Policies of queues allow services and strangers single actions",
  severity: "medium",
  on: queueStatements,
  why: "Whoever is meant to send messages can also read and delete them, or change the policy itself.",
  remedy: 'Name the actions that are needed: Action: "sqs:SendMessage".',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => listOf(() => statement.Action).some((action) => /^(\*|sqs:\*)$/i.test(action)),
      () =>
        anyOf(
          () => isPublicPrincipal(statement.Principal),
          () => typeof statement.Principal === "object" && "Service" in statement.Principal,
        ),
    ) && "a statement allows every action",
  examples: {
    pass: [
      [queue, policyOf({ ...sending, Principal: "*", Condition: fromTopic })],
      [queue, policyOf({ ...sending, Action: "sqs:*", Principal: { AWS: "123456789012" } })],
    ],
    fail: [
      [policy, policyOf({ ...sending, Action: "*", Principal: "*", Condition: fromTopic })],
      [policy, policyOf([{ ...sending, Action: ["SQS:*"], Principal: { Service: "sns.amazonaws.com" } }])],
    ],
  },
});
