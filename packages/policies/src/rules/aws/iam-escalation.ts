import { allowsAny, isOnEverything } from "../../conditions/iam-actions";
import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements, type Statement } from "../../views/policy-documents";

const policy = "aws:iam/policy:Policy";

/** A policy of one statement, as the smallest examples are. */
const allow = (Action: string | string[], Resource: string, Condition?: Record<string, Record<string, string>>) => ({
  policy: { Version: "2012-10-17" as const, Statement: [{ Effect: "Allow" as const, Action, Resource, Condition }] },
});
const ours = { StringEquals: { "aws:ResourceTag/team": "shop" } };

const anywhere = (statement: Statement, actions: readonly string[]) =>
  allOf(
    () => allowsAny(statement, actions),
    () => isOnEverything(statement),
    () => !("Condition" in statement),
  );

/** Each alone lets an identity give itself rights that it does not have: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
const ESCALATING = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

export const iamNoEscalation = defineViewRule({
  id: "iam-no-privilege-escalation",
  title: "IAM policies do not let an identity raise its own rights",
  severity: "high",
  on: identityStatements,
  why: "One call makes whoever holds such a right administrator of the account.",
  remedy:
    'Name the users and roles as Resource, and require a boundary: Condition: { StringEquals: { "iam:PermissionsBoundary": boundary.arn } }.',
  check: (statement) => anywhere(statement, ESCALATING) && "a statement lets an identity raise its own rights",
  examples: {
    pass: [
      [policy, allow("iam:AttachRolePolicy", "arn:aws:iam::123456789012:role/app/*")],
      [policy, allow("iam:PutRolePolicy", "*", { StringEquals: { "iam:PermissionsBoundary": "arn" } })],
      [policy, allow("iam:ListPolicies", "*")],
    ],
    fail: [
      [policy, allow("iam:AttachRolePolicy", "*")],
      [policy, allow(["iam:GetRole", "iam:Put*"], "*")],
    ],
  },
});

/** Answers hold credentials. */
const CREDENTIALS = [
  "chime:CreateApiKey",
  "codepipeline:PollForJobs",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "connect:GetFederationToken",
  "iam:CreateAccessKey",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "lightsail:GetInstanceAccessDetails",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "sts:AssumeRole",
  "sts:GetFederationToken",
];

export const iamNoCredentials = defineViewRule({
  id: "iam-credentials-limited",
  title: "IAM policies name whose credentials may be had",
  severity: "high",
  on: identityStatements,
  why: "Whoever gets credentials of every user, role or database gets all their rights.",
  remedy: "Name the users, roles or databases as Resource.",
  check: (statement) => anywhere(statement, CREDENTIALS) && "a statement hands out credentials of anything",
  examples: {
    pass: [
      [policy, allow("rds-db:connect", "arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-1/app")],
      [policy, allow("rds-db:connect", "*", ours)],
      [policy, allow("rds:DescribeDBInstances", "*")],
    ],
    fail: [[policy, allow(["rds:DescribeDBInstances", "rds-db:connect"], "*")]],
  },
});

/** Read what others keep: objects, parameters, secrets. */
const READING = [
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];

export const iamDataLimited = defineViewRule({
  id: "iam-data-limited",
  title: "IAM policies name the data that may be read",
  severity: "medium",
  on: identityStatements,
  why: "A right to read every object, parameter or secret of the account is one that nobody needs, and a thief's favourite.",
  remedy: "Name the buckets, parameters and secrets as Resource.",
  check: (statement) => anywhere(statement, READING) && "a statement allows to read everybody's data",
  examples: {
    pass: [
      [policy, allow("s3:GetObject", "arn:aws:s3:::reports/*")],
      [policy, allow("s3:GetObject", "*", ours)],
      [policy, allow("s3:ListAllMyBuckets", "*")],
    ],
    fail: [
      [policy, allow("s3:GetObject", "*")],
      [policy, allow(["secretsmanager:*"], "*")],
    ],
  },
});

/** Change who else may use something. */
const SHARING = [
  "ec2:ModifyImageAttribute",
  "ec2:ModifySnapshotAttribute",
  "ecr:SetRepositoryPolicy",
  "iam:CreatePolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddPermission",
  "ram:CreateResourceShare",
  "rds:ModifyDBSnapshotAttribute",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutObjectAcl",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sqs:AddPermission",
];

export const iamSharingLimited = defineViewRule({
  id: "iam-sharing-limited",
  title: "IAM policies name what may be shared with others",
  severity: "high",
  on: identityStatements,
  why: "Whoever may change the policy of every bucket, key or function opens them to an account of his own.",
  remedy: "Name the resources, and leave their policies to the pipeline that deploys them.",
  check: (statement) => anywhere(statement, SHARING) && "a statement allows to share everything with others",
  examples: {
    pass: [
      [policy, allow("s3:PutBucketPolicy", "arn:aws:s3:::reports")],
      [policy, allow("s3:PutBucketPolicy", "*", ours)],
      [policy, allow("s3:GetBucketPolicy", "*")],
    ],
    fail: [
      [policy, allow("s3:PutBucketPolicy", "*")],
      [policy, allow(["kms:*"], "*")],
    ],
  },
});

const READS =
  /^[\w-]+:(Batch)?(Check|Describe|Detect|Download|Estimate|Filter|Get|Head|List|Lookup|Preview|Query|Read|Scan|Search|Select|Simulate|Test|Validate|Verify|View)/i;
/** AWS knows no resource to limit them to: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const UNLIMITED = [
  "cloudwatch:PutMetricData",
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
  "ec2messages:*",
  "ssmmessages:*",
  "ssm:UpdateInstanceInformation",
  "sts:DecodeAuthorizationMessage",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

export const iamWritesLimited = defineViewRule({
  id: "iam-writes-limited",
  title: "IAM policies name what may be changed",
  severity: "low",
  on: identityStatements,
  why: "A right to change or delete every resource of a kind reaches those of other teams, too.",
  remedy: "Name the resources, or add a Condition such as aws:ResourceTag/team.",
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => isOnEverything(statement),
      () => !("Condition" in statement),
      () =>
        listOf(() => statement.Action).some(
          (action) =>
            !READS.test(action) &&
            !UNLIMITED.some((known) => action.toLowerCase().startsWith(known.replace("*", "").toLowerCase())),
        ),
    ) && "a statement allows to change every resource",
  examples: {
    pass: [
      [policy, allow("sqs:DeleteQueue", "arn:aws:sqs:eu-west-1:123456789012:jobs")],
      [policy, allow("sqs:DeleteQueue", "*", ours)],
      [policy, allow(["ec2:Describe*", "xray:PutTraceSegments", "ssmmessages:CreateDataChannel"], "*")],
    ],
    fail: [
      [policy, allow("sqs:DeleteQueue", "*")],
      [policy, allow(["ec2:Describe*", "ec2:*"], "*")],
    ],
  },
});
