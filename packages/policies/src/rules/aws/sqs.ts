import { isAwsManagedKey } from "../../conditions/customer-keys";
import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { queueStatements } from "../../views/data-policies";
import { allowsPublicAccess, isPublicPrincipal } from "../../conditions/public-access";

const queue = "aws:sqs/queue:Queue";
const policy = "aws:sqs/queuePolicy:QueuePolicy";

export const sqsEncrypted = defineRule({
  id: "sqs-encrypted",
  title: "SQS queues are encrypted at rest",
  severity: "medium",
  controls: { "aws-fsbp": ["SQS.1"] },
  on: queue,
  options: {
    explicit: booleanOption(
      false,
      "Whether the program must enable encryption explicitly rather than rely on the AWS default.",
    ),
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
  why: "Without encryption, messages are stored in plaintext until they are consumed, for up to 14 days.",
  remedy: "Set sqsManagedSseEnabled: true, or set kmsMasterKeyId to the ID of an aws.kms.Key.",
  check: (props, { options }) =>
    allOf(
      () => !("kmsMasterKeyId" in props),
      () => !(props.sqsManagedSseEnabled ?? !options.explicit),
    ) && { at: "sqsManagedSseEnabled", message: "server-side encryption is not enabled" },
  fix: { sqsManagedSseEnabled: true },
  examples: {
    pass: [{}, { sqsManagedSseEnabled: true }, { kmsMasterKeyId: "alias/orders" }],
    fail: [{ sqsManagedSseEnabled: false }],
  },
});

export const sqsCustomerKey = defineRule({
  id: "sqs-customer-key",
  title: "SQS queues encrypted with AWS KMS use a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: queue,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  why: "Other services and accounts cannot use the AWS managed key, so messages that SNS, S3, or EventBridge sends to the queue are lost.",
  remedy:
    "Set kmsMasterKeyId to the ID of an aws.kms.Key, or remove kmsMasterKeyId to use SQS-managed encryption keys.",
  check: ({ kmsMasterKeyId }) => isAwsManagedKey(kmsMasterKeyId) && "the queue is encrypted with the AWS managed key",
  examples: { pass: [{}, { kmsMasterKeyId: "alias/orders" }], fail: [{ kmsMasterKeyId: "alias/aws/sqs" }] },
});

const sendStatement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const fromTopic = { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders" } };

export const sqsPolicyNotPublic = defineViewRule({
  id: "sqs-policy-not-public",
  title: "SQS queue policies do not allow public access",
  severity: "critical",
  controls: { "aws-fsbp": ["SQS.3"] },
  on: queueStatements,
  why: "Anyone can perform the actions that the statement allows, such as reading, deleting, or sending messages.",
  remedy:
    'Set Principal to specific accounts or roles, or add Condition: { ArnEquals: { "aws:SourceArn": topic.arn } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [
      [queue, {}],
      [queue, policyOf({ ...sendStatement, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [policy, policyOf({ ...sendStatement, Principal: "*", Condition: fromTopic })],
      [policy, policyOf({ ...sendStatement, Effect: "Deny", Principal: "*" })],
    ],
    fail: [
      [queue, policyOf([{ ...sendStatement, Principal: "*" }])],
      [policy, policyOf({ ...sendStatement, Principal: { AWS: ["123456789012", "*"] } })],
    ],
  },
});

export const sqsPolicyNarrow = defineViewRule({
  id: "sqs-policy-narrow",
  title: "SQS queue policies do not grant all actions to AWS services or the public",
  severity: "medium",
  on: queueStatements,
  why: "A principal that only needs to send messages can also read and delete them, or change the queue policy.",
  remedy: 'Set Action to the required actions, such as Action: "sqs:SendMessage".',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => listOf(() => statement.Action).some((action) => /^(\*|sqs:\*)$/i.test(action)),
      () =>
        anyOf(
          () => isPublicPrincipal(statement.Principal),
          () => typeof statement.Principal === "object" && "Service" in statement.Principal,
        ),
    ) && "a statement grants all actions",
  examples: {
    pass: [
      [queue, policyOf({ ...sendStatement, Principal: "*", Condition: fromTopic })],
      [queue, policyOf({ ...sendStatement, Action: "sqs:*", Principal: { AWS: "123456789012" } })],
    ],
    fail: [
      [policy, policyOf({ ...sendStatement, Action: "*", Principal: "*", Condition: fromTopic })],
      [policy, policyOf([{ ...sendStatement, Action: ["SQS:*"], Principal: { Service: "sns.amazonaws.com" } }])],
    ],
  },
});
