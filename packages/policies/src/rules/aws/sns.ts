import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { topicStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const topic = "aws:sns/topic:Topic";
const policy = "aws:sns/topicPolicy:TopicPolicy";

export const snsEncrypted = defineRule({
  id: "sns-encrypted",
  title: "Topics are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["SNS.1"] },
  on: topic,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
  why: "Messages stand in the clear on disks of AWS until they are delivered.",
  remedy: 'Set kmsMasterKeyId to an aws.kms.Key, or to "alias/aws/sns" if no other service publishes to the topic.',
  check: (props) => !("kmsMasterKeyId" in props) && { at: "kmsMasterKeyId", message: "messages are not encrypted" },
  examples: { pass: [{ kmsMasterKeyId: "alias/aws/sns" }], fail: [{}] },
});

export const snsCustomerKey = defineRule({
  id: "sns-customer-key",
  title: "Topics that use KMS use a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: topic,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  why: "Other services cannot be allowed to use the key of AWS: what S3, CloudWatch or EventBridge publishes to the topic gets lost.",
  remedy: "Set kmsMasterKeyId to an aws.kms.Key whose policy lets the publishing services use it.",
  check: ({ kmsMasterKeyId = "" }) =>
    kmsMasterKeyId.endsWith("alias/aws/sns") && "the topic is encrypted with the key of AWS",
  examples: { pass: [{}, { kmsMasterKeyId: "alias/orders" }], fail: [{ kmsMasterKeyId: "alias/aws/sns" }] },
});

const publishing = { Effect: "Allow", Action: "SNS:Publish", Resource: "*" };

export const snsPolicyNotPublic = defineViewRule({
  id: "sns-policy-not-public",
  title: "Policies of topics let nobody in but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["SNS.4"] },
  on: topicStatements,
  why: "Everyone on the internet can do what the statement allows: subscribe and read along, or publish messages of their own.",
  remedy: 'Name the principals, or add Condition: { ArnLike: { "aws:SourceArn": bucket.arn } } with aws:SourceAccount.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [topic, {}],
      [
        policy,
        policyOf({
          ...publishing,
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } },
        }),
      ],
      [policy, policyOf({ ...publishing, Principal: { Service: "s3.amazonaws.com" } })],
    ],
    fail: [
      [topic, policyOf([{ ...publishing, Principal: "*" }])],
      [policy, policyOf({ ...publishing, Principal: { AWS: "*" }, Condition: {} })],
    ],
  },
});

export const snsSubscriptionTls = defineRule({
  id: "sns-subscription-tls",
  title: "Topics deliver over TLS",
  severity: "high",
  on: "aws:sns/topicSubscription:TopicSubscription",
  why: "Over plain HTTP everyone on the way reads each message, and can make up others.",
  remedy: 'Set protocol: "https" and an endpoint that starts with https://.',
  check: ({ protocol }) => protocol === "http" && "messages are delivered over plain HTTP",
  examples: { pass: [{ protocol: "https" }, { protocol: "sqs" }], fail: [{ protocol: "http" }] },
});
