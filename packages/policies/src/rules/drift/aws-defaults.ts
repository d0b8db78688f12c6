import { defineRule, forbidResource } from "../../authoring/define-rule";

export const s3BlockedEncryptionSet = defineRule({
  id: "s3-blocked-encryption-set",
  title: "Buckets say which kinds of encryption they refuse",
  severity: "low",
  topic: "drift",
  on: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html
  why: "S3 blocks keys of customers on new buckets since April 2026: what the program leaves out AWS fills in, and old and new buckets differ.",
  remedy: 'Set blockedEncryptionTypes: ["SSE-C"] in the rule.',
  check: ({ rules }) =>
    (rules ?? [])
      .filter((rule) => !("blockedEncryptionTypes" in rule))
      .map((at) => ({ at, message: "AWS decides which kinds of encryption are refused" })),
  examples: {
    pass: [{ bucket: "b", rules: [{ blockedEncryptionTypes: ["SSE-C"] }] }],
    fail: [{ bucket: "b", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] }],
  },
});

export const iamPolicyAttachmentExclusive = forbidResource({
  id: "iam-no-exclusive-attachment",
  title: "No resource owns all attachments of a policy",
  severity: "high",
  topic: "drift",
  on: "aws:iam/policyAttachment:PolicyAttachment",
  // The documentation of aws.iam.PolicyAttachment
  why: "It detaches the policy from every identity of the account that it does not list, whoever attached it.",
  remedy: "Use RolePolicyAttachment, UserPolicyAttachment or GroupPolicyAttachment.",
  message: "all other attachments of the policy in the account are removed",
  examples: { fail: [{ policyArn: "arn", roles: ["web"] }] },
});

const BLOCKS = [
  "acl",
  "accelerationStatus",
  "corsRules",
  "grants",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "policy",
  "replicationConfiguration",
  "requestPayer",
  "serverSideEncryptionConfiguration",
  "versioning",
  "website",
] as const;

const versioned = { versioning: { enabled: true } };
const withPolicy = { policy: "{}" };

export const s3NoInlineSettings = defineRule({
  id: "s3-no-inline-settings",
  title: "The settings of a bucket are resources of their own",
  severity: "low",
  topic: "drift",
  on: "aws:s3/bucket:Bucket",
  // pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254
  why: "The properties are deprecated since version 4 of the provider: dropped from a program they stay on the bucket, and no preview shows it.",
  remedy: "Make aws.s3.BucketVersioning, BucketLifecycleConfiguration, BucketPolicy and so on with bucket: bucket.id.",
  check: (props) => BLOCKS.filter((block) => block in props).map((at) => ({ at, message: "the setting is inline" })),
  examples: {
    pass: [{ bucketPrefix: "logs" }],
    fail: [versioned, withPolicy],
  },
});
