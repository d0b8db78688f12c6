import { defineRule, forbidResource } from "../../authoring/define-rule";

export const s3BlockedEncryptionSet = defineRule({
  id: "s3-blocked-encryption-set",
  title: "S3 bucket encryption rules set blockedEncryptionTypes",
  severity: "low",
  topic: "drift",
  recommended: false,
  on: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html
  why: "Since April 2026, S3 blocks SSE-C on new buckets by default. If the program does not set the value, old and new buckets differ.",
  remedy: 'Set blockedEncryptionTypes: ["SSE-C"] in every rule.',
  check: ({ rules }) =>
    (rules ?? [])
      .filter((rule) => !("blockedEncryptionTypes" in rule))
      .map((at) => ({ at, message: "blockedEncryptionTypes is not set" })),
  examples: {
    pass: [{ bucket: "b", rules: [{ blockedEncryptionTypes: ["SSE-C"] }] }],
    fail: [{ bucket: "b", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] }],
  },
});

export const iamPolicyAttachmentExclusive = forbidResource({
  id: "iam-no-exclusive-attachment",
  title: "IAM policies are not attached with the exclusive PolicyAttachment resource",
  severity: "high",
  topic: "drift",
  on: "aws:iam/policyAttachment:PolicyAttachment",
  // See the documentation for aws.iam.PolicyAttachment.
  why: "PolicyAttachment detaches the policy from every IAM identity in the account that it does not list, even if the attachment was created elsewhere.",
  remedy: "Use aws.iam.RolePolicyAttachment, UserPolicyAttachment, or GroupPolicyAttachment.",
  message: "all other attachments of the policy in the account are removed",
  examples: { fail: [{ policyArn: "arn", roles: ["web"] }] },
});

const INLINE_PROPERTIES = [
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
  title: "S3 bucket settings are declared as separate resources",
  severity: "low",
  topic: "drift",
  on: "aws:s3/bucket:Bucket",
  // pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254
  why: "The inline properties have been deprecated since version 4 of the provider. When an inline property is removed from the program, the setting stays on the bucket, and no preview shows the difference.",
  remedy:
    "Use aws.s3.BucketVersioning, BucketLifecycleConfiguration, BucketPolicy, and similar resources with bucket: bucket.id.",
  check: (props) =>
    INLINE_PROPERTIES.filter((property) => property in props).map((at) => ({
      at,
      message: "the setting is declared inline",
    })),
  examples: {
    pass: [{ bucketPrefix: "logs" }],
    fail: [versioned, withPolicy],
  },
});
