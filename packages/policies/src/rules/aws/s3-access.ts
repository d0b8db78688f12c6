import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { accessControlLists, bucketStatements, inBucket, type AccessControlList } from "../../views/buckets";
import { allowsPublicAccess, isPublicPrincipal } from "../../views/public-access";

const bucket = "aws:s3/bucket:Bucket";
const acl = "aws:s3/bucketAcl:BucketAcl";
const policy = "aws:s3/bucketPolicy:BucketPolicy";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const EVERYONE = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** The canned lists by which everyone may read. */
const READABLE = ["public-read", "public-read-write", "authenticated-read"];

/** Whether it grants everyone one of the permissions. */
const grants = (list: AccessControlList, permissions: readonly string[]): boolean =>
  list.grants.some(
    (grant) =>
      grant.uri !== undefined && EVERYONE.test(grant.uri) && grant.permissions.some((one) => permissions.includes(one)),
  );

const everyone = { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" };

export const s3AclNoPublicRead = defineViewRule({
  id: "s3-acl-no-public-read",
  title: "Access control lists of S3 let nobody read but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.2"] },
  on: accessControlLists,
  why: "Everyone on the internet, or everyone who has an AWS account at all, can list the bucket or read what is in it.",
  remedy: 'Drop the acl, or set acl: "private", and let a CloudFront distribution serve what is to be public.',
  check: (list) =>
    anyOf(
      () => READABLE.includes(list.acl ?? ""),
      () => grants(list, ["READ", "READ_ACP", "FULL_CONTROL"]),
    ) && "everyone may read",
  fix: (list) => READABLE.includes(list.acl ?? "") && list.closed(),
  examples: {
    pass: [
      [bucket, {}],
      [acl, inBucket({ acl: "private" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: everyone, permission: "WRITE" }] } }],
      [acl, inBucket({ acl: "log-delivery-write" })],
    ],
    fail: [
      [bucket, inBucket({ acl: "public-read" })],
      [bucket, inBucket({ grants: [{ ...everyone, permissions: ["READ"] }] })],
      [acl, inBucket({ acl: "authenticated-read" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: everyone, permission: "READ_ACP" }] } }],
      ["aws:s3/bucketObject:BucketObject", inBucket({ acl: "public-read" })],
    ],
  },
});

export const s3AclNoPublicWrite = defineViewRule({
  id: "s3-acl-no-public-write",
  title: "Access control lists of S3 let nobody write but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.3"] },
  on: accessControlLists,
  why: "Anyone can replace what is in the bucket, fill it at the owner's cost, or serve malware from it.",
  remedy: 'Drop the acl, or set acl: "private", and allow the writers by name in an aws.s3.BucketPolicy.',
  check: (list) =>
    anyOf(
      () => list.acl === "public-read-write",
      () => grants(list, ["WRITE", "WRITE_ACP", "FULL_CONTROL"]),
    ) && "everyone may write",
  fix: (list) => list.acl === "public-read-write" && list.closed(),
  examples: {
    pass: [
      [bucket, {}],
      [acl, inBucket({ acl: "public-read" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: everyone, permission: "READ" }] } }],
    ],
    fail: [
      [bucket, inBucket({ acl: "public-read-write" })],
      [bucket, inBucket({ grants: [{ ...everyone, permissions: ["READ", "WRITE"] }] })],
      [acl, { accessControlPolicy: { grants: [{ grantee: everyone, permission: "FULL_CONTROL" }] } }],
    ],
  },
});

export const s3AclDisabled = defineRule({
  id: "s3-acl-disabled",
  title: "Policies alone decide who may use a bucket",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.12"] },
  on: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  why: "With access control lists each object has rights of its own, and another account that uploads one can keep the owner of the bucket from reading it.",
  remedy: 'Set rule: { objectOwnership: "BucketOwnerEnforced" } and drop the acl of the bucket and of its objects.',
  check: ({ rule }) => rule?.objectOwnership !== "BucketOwnerEnforced" && "access control lists are in force",
  fix: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  examples: {
    pass: [{ rule: { objectOwnership: "BucketOwnerEnforced" } }],
    fail: [{ rule: { objectOwnership: "BucketOwnerPreferred" } }, { rule: { objectOwnership: "ObjectWriter" } }],
  },
});

const reading = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-orders/*" };
const fromTopics = { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:123456789012:*" } };
const fromAnywhere = { Bool: { "aws:SecureTransport": "true" }, IpAddress: { "aws:SourceIp": "0.0.0.0/0" } };

export const s3PolicyNotPublic = defineViewRule({
  id: "s3-policy-not-public",
  title: "Policies of buckets and access points let nobody in but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.2", "S3.3"] },
  on: bucketStatements,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  why: "Everyone on the internet can do what the statement allows, without an AWS account.",
  remedy:
    'Name the principals, or add a Condition with fixed values: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [bucket, {}],
      [policy, policyOf({ ...reading, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [policy, policyOf({ ...reading, Effect: "Deny", Principal: "*" })],
      [policy, policyOf({ ...reading, Principal: "*", Condition: fromTopics })],
    ],
    fail: [
      [policy, policyOf({ ...reading, Principal: "*" })],
      [policy, policyOf({ ...reading, Principal: { AWS: ["*"] } })],
      [bucket, policyOf({ ...reading, NotPrincipal: { AWS: "123456789012" } })],
      ["aws:s3/accessPoint:AccessPoint", policyOf({ ...reading, Principal: "*", Condition: fromAnywhere })],
    ],
  },
});

const denied = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::shop-orders", Principal: "*" };
const overHttp = { Bool: { "aws:SecureTransport": "false" } };

export const s3PolicyNoLockout = defineViewRule({
  id: "s3-policy-no-lockout",
  title: "Policies of buckets lock nobody out",
  severity: "medium",
  topic: "reliability",
  on: bucketStatements,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
  why: "A statement that denies everyone everything holds for the deployment as well: only the root user of the account can take it back.",
  remedy:
    'Add a Condition to the statement, such as { Bool: { "aws:SecureTransport": "false" } }, or name the actions.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Deny",
      () => !("Condition" in statement),
      () => isPublicPrincipal(statement.Principal),
      () => listOf(() => statement.Action).some((action) => /^(\*|s3:\*)$/i.test(action)),
    ) && "a statement denies everyone everything",
  examples: {
    pass: [
      [policy, policyOf({ ...denied, Condition: overHttp })],
      [policy, policyOf({ ...denied, Action: "s3:DeleteBucket" })],
      [policy, policyOf({ ...denied, Principal: { AWS: "arn:aws:iam::123456789012:user/former" } })],
    ],
    fail: [
      [policy, policyOf([denied])],
      [policy, policyOf({ ...denied, Action: ["*"], Principal: { AWS: "*" } })],
    ],
  },
});
