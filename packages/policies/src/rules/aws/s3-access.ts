import { policyOf } from "../../authoring/example-policy";
import { isAlwaysMet, keyConditions } from "../../conditions/statement-conditions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { accessControlLists, bucketStatements, inBucket, type AccessControlList } from "../../views/buckets";
import { allowsPublicAccess, isPublicPrincipal } from "../../conditions/public-access";

const bucket = "aws:s3/bucket:Bucket";
const acl = "aws:s3/bucketAcl:BucketAcl";
const policy = "aws:s3/bucketPolicy:BucketPolicy";

/** The groups that contain all users or all AWS accounts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const PUBLIC_GROUPS = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** The canned ACLs that grant public read access. */
const PUBLIC_READ_ACLS = ["public-read", "public-read-write", "authenticated-read"];

/** Whether an access control list grants one of the permissions to the public. */
const grantsEveryone = (list: AccessControlList, permissions: readonly string[]): boolean =>
  list.grants.some(
    (grant) =>
      grant.uri !== undefined &&
      PUBLIC_GROUPS.test(grant.uri) &&
      grant.permissions.some((permission) => permissions.includes(permission)),
  );

const allUsers = { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" };

export const s3AclNoPublicRead = defineViewRule({
  id: "s3-acl-no-public-read",
  title: "S3 bucket and object ACLs do not grant public read access",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.2"] },
  on: accessControlLists,
  why: "Anyone on the internet, or anyone with an AWS account, can list the bucket or read its objects.",
  remedy: 'Remove acl or set acl: "private", and serve public content through a CloudFront distribution.',
  check: (list) =>
    anyOf(
      () => PUBLIC_READ_ACLS.includes(list.acl ?? ""),
      () => grantsEveryone(list, ["READ", "READ_ACP", "FULL_CONTROL"]),
    ) && "the ACL grants public read access",
  fix: (list) => PUBLIC_READ_ACLS.includes(list.acl ?? "") && list.makePrivate(),
  examples: {
    pass: [
      [bucket, {}],
      [acl, inBucket({ acl: "private" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: allUsers, permission: "WRITE" }] } }],
      [acl, inBucket({ acl: "log-delivery-write" })],
    ],
    fail: [
      [bucket, inBucket({ acl: "public-read" })],
      [bucket, inBucket({ grants: [{ ...allUsers, permissions: ["READ"] }] })],
      [acl, inBucket({ acl: "authenticated-read" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: allUsers, permission: "READ_ACP" }] } }],
      ["aws:s3/bucketObject:BucketObject", inBucket({ acl: "public-read" })],
    ],
  },
});

export const s3AclNoPublicWrite = defineViewRule({
  id: "s3-acl-no-public-write",
  title: "S3 bucket and object ACLs do not grant public write access",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.3"] },
  on: accessControlLists,
  why: "Anyone can replace objects, store data at your expense, or distribute malware from the bucket.",
  remedy: 'Remove acl or set acl: "private", and allow specific writers in an aws.s3.BucketPolicy.',
  check: (list) =>
    anyOf(
      () => list.acl === "public-read-write",
      () => grantsEveryone(list, ["WRITE", "WRITE_ACP", "FULL_CONTROL"]),
    ) && "the ACL grants public write access",
  fix: (list) => list.acl === "public-read-write" && list.makePrivate(),
  examples: {
    pass: [
      [bucket, {}],
      [acl, inBucket({ acl: "public-read" })],
      [acl, { accessControlPolicy: { grants: [{ grantee: allUsers, permission: "READ" }] } }],
    ],
    fail: [
      [bucket, inBucket({ acl: "public-read-write" })],
      [bucket, inBucket({ grants: [{ ...allUsers, permissions: ["READ", "WRITE"] }] })],
      [acl, { accessControlPolicy: { grants: [{ grantee: allUsers, permission: "FULL_CONTROL" }] } }],
    ],
  },
});

export const s3AclDisabled = defineRule({
  id: "s3-acl-disabled",
  title: "S3 bucket ownership controls disable ACLs",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.12"] },
  on: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  why: "With ACLs, each object has its own permissions, and an account that uploads an object can deny the bucket owner access to that object.",
  remedy: 'Set rule: { objectOwnership: "BucketOwnerEnforced" } and remove acl from the bucket and its objects.',
  check: ({ rule }) => rule?.objectOwnership !== "BucketOwnerEnforced" && "ACLs are enabled",
  fix: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  examples: {
    pass: [{ rule: { objectOwnership: "BucketOwnerEnforced" } }],
    fail: [{ rule: { objectOwnership: "BucketOwnerPreferred" } }, { rule: { objectOwnership: "ObjectWriter" } }],
  },
});

const readStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-orders/*" };
const topicCondition = { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:123456789012:*" } };
const anyAddressCondition = { Bool: { "aws:SecureTransport": "true" }, IpAddress: { "aws:SourceIp": "0.0.0.0/0" } };

export const s3PolicyNotPublic = defineViewRule({
  id: "s3-policy-not-public",
  title: "S3 bucket and access point policies do not allow public access",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.2", "S3.3"] },
  on: bucketStatements,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  why: "Anyone on the internet can perform the allowed actions, even without an AWS account.",
  remedy:
    'Set Principal to specific accounts or roles, or add a Condition with fixed values: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a policy statement allows public access",
  examples: {
    pass: [
      [bucket, {}],
      [policy, policyOf({ ...readStatement, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [policy, policyOf({ ...readStatement, Effect: "Deny", Principal: "*" })],
      [policy, policyOf({ ...readStatement, Principal: "*", Condition: topicCondition })],
    ],
    fail: [
      [policy, policyOf({ ...readStatement, Principal: "*" })],
      [policy, policyOf({ ...readStatement, Principal: { AWS: ["*"] } })],
      [bucket, policyOf({ ...readStatement, NotPrincipal: { AWS: "123456789012" } })],
      ["aws:s3control/bucketPolicy:BucketPolicy", policyOf({ ...readStatement, Principal: "*" })],
      [
        "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
        { details: { name: "orders", ...policyOf({ ...readStatement, Principal: "*" }) } },
      ],
      [
        "aws:s3/accessPoint:AccessPoint",
        policyOf({ ...readStatement, Principal: "*", Condition: anyAddressCondition }),
      ],
    ],
  },
});

const denyStatement = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::shop-orders", Principal: "*" };
const httpCondition = { Bool: { "aws:SecureTransport": "false" } };

export const s3PolicyNoLockout = defineViewRule({
  id: "s3-policy-no-lockout",
  title: "S3 bucket and access point policies do not deny all actions to all principals",
  severity: "medium",
  topic: "reliability",
  on: bucketStatements,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
  why: "A statement that denies all actions to all principals also blocks deployments, and only the root user of the account can remove the statement.",
  remedy:
    'Add a Condition to the statement, such as { Bool: { "aws:SecureTransport": "false" } }, or set Action to the actions to deny.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Deny",
      () => keyConditions(statement).every(isAlwaysMet),
      () => isPublicPrincipal(statement.Principal),
      () => listOf(() => statement.Action).some((action) => /^(\*|s3:\*)$/i.test(action)),
    ) && "a policy statement denies all actions to all principals",
  examples: {
    pass: [
      [policy, policyOf({ ...denyStatement, Condition: httpCondition })],
      [policy, policyOf({ ...denyStatement, Action: "s3:DeleteBucket" })],
      [policy, policyOf({ ...denyStatement, Principal: { AWS: "arn:aws:iam::123456789012:user/former" } })],
    ],
    fail: [
      [policy, policyOf([denyStatement])],
      [policy, policyOf({ ...denyStatement, Condition: { StringLike: { "aws:PrincipalArn": "*" } } })],
      [policy, policyOf({ ...denyStatement, Action: ["*"], Principal: { AWS: "*" } })],
    ],
  },
});
