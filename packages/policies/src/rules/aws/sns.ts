import { isAwsManagedKey } from "../../conditions/customer-keys";
import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { topicStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const topic = "aws:sns/topic:Topic";
const policy = "aws:sns/topicPolicy:TopicPolicy";

export const snsEncrypted = defineRule({
  id: "sns-encrypted",
  title: "SNS topics are encrypted with AWS KMS",
  severity: "medium",
  on: topic,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
  why: "Without a KMS key, no key policy controls who can read messages that are stored until delivery.",
  remedy:
    'Set kmsMasterKeyId to the ID of an aws.kms.Key, or to "alias/aws/sns" if no other AWS service publishes to the topic.',
  check: (props) =>
    !("kmsMasterKeyId" in props) && { at: "kmsMasterKeyId", message: "encryption with AWS KMS is not enabled" },
  examples: { pass: [{ kmsMasterKeyId: "alias/aws/sns" }], fail: [{}] },
});

export const snsCustomerKey = defineRule({
  id: "sns-customer-key",
  title: "SNS topics encrypted with AWS KMS use a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: topic,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  why: "Other services cannot use the AWS managed key, so messages that S3, CloudWatch, or EventBridge publishes to the topic are lost.",
  remedy: "Set kmsMasterKeyId to the ID of an aws.kms.Key whose policy allows the publishing services to use it.",
  check: ({ kmsMasterKeyId }) => isAwsManagedKey(kmsMasterKeyId) && "the topic is encrypted with the AWS managed key",
  examples: { pass: [{}, { kmsMasterKeyId: "alias/orders" }], fail: [{ kmsMasterKeyId: "alias/aws/sns" }] },
});

const publishStatement = { Effect: "Allow", Action: "SNS:Publish", Resource: "*" };

export const snsPolicyNotPublic = defineViewRule({
  id: "sns-policy-not-public",
  title: "SNS topic policies do not allow public access",
  severity: "critical",
  controls: { "aws-fsbp": ["SNS.4"] },
  on: topicStatements,
  why: "Anyone can perform the actions that the statement allows, such as subscribing to the topic or publishing messages.",
  remedy:
    'Set Principal to specific accounts or roles, or add Condition: { ArnLike: { "aws:SourceArn": bucket.arn } } together with aws:SourceAccount.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [
      [topic, {}],
      [
        policy,
        policyOf({
          ...publishStatement,
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } },
        }),
      ],
      [policy, policyOf({ ...publishStatement, Principal: { Service: "s3.amazonaws.com" } })],
    ],
    fail: [
      [topic, policyOf([{ ...publishStatement, Principal: "*" }])],
      [policy, policyOf({ ...publishStatement, Principal: { AWS: "*" }, Condition: {} })],
    ],
  },
});

export const snsSubscriptionTls = defineRule({
  id: "sns-subscription-tls",
  title: "SNS subscriptions do not deliver messages over plain HTTP",
  severity: "high",
  on: "aws:sns/topicSubscription:TopicSubscription",
  why: "Anyone on the network path can read messages that are sent over plain HTTP, or forge new ones.",
  remedy:
    'Set protocol: "https" and endpoint to a URL that starts with https://. This change replaces an existing subscription.',
  check: ({ protocol }) => protocol === "http" && "messages are delivered over plain HTTP",
  examples: { pass: [{ protocol: "https" }, { protocol: "sqs" }], fail: [{ protocol: "http" }] },
});
