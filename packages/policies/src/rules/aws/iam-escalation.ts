import { allowsAny, appliesToAllResources } from "../../conditions/iam-actions";
import { hasRestrictiveCondition } from "../../conditions/statement-conditions";
import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements, type Statement } from "../../views/policy-documents";

const policy = "aws:iam/policy:Policy";

/** Returns the inputs of a policy with a single Allow statement. */
const allow = (Action: string | string[], Resource: string, Condition?: Record<string, Record<string, string>>) => ({
  policy: { Version: "2012-10-17" as const, Statement: [{ Effect: "Allow" as const, Action, Resource, Condition }] },
});
const teamCondition = { StringEquals: { "aws:ResourceTag/team": "shop" } };

const allowsOnAllResources = (statement: Statement, actions: readonly string[]) =>
  allOf(
    () => allowsAny(statement, actions),
    () => appliesToAllResources(statement),
    () => !hasRestrictiveCondition(statement),
  );

/** Each of these actions alone lets an identity grant itself additional permissions: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
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
  title: "IAM policies do not allow privilege escalation through unrestricted IAM actions",
  severity: "high",
  on: identityStatements,
  why: "With such a permission, a single API call can make an identity an administrator of the account.",
  remedy:
    'Set Resource to specific users and roles, and require a permissions boundary with Condition: { StringEquals: { "iam:PermissionsBoundary": boundary.arn } }.',
  check: (statement) => allowsOnAllResources(statement, ESCALATING) && "a statement allows privilege escalation",
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

/** Actions whose response contains credentials. */
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
  title: "IAM policies restrict which credentials can be obtained",
  severity: "high",
  on: identityStatements,
  why: "An identity that can obtain credentials for every user, role, or database has all permissions of those users, roles, and databases.",
  remedy: "Set Resource to specific users, roles, or databases.",
  check: (statement) =>
    allowsOnAllResources(statement, CREDENTIALS) && "a statement allows obtaining credentials for all resources",
  examples: {
    pass: [
      [policy, allow("rds-db:connect", "arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-1/app")],
      [policy, allow("rds-db:connect", "*", teamCondition)],
      [policy, allow("rds:DescribeDBInstances", "*")],
    ],
    fail: [[policy, allow(["rds:DescribeDBInstances", "rds-db:connect"], "*")]],
  },
});

/** Actions that read S3 objects, parameters, or secrets. */
const READING = [
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];

export const iamDataLimited = defineViewRule({
  id: "iam-data-limited",
  title: "IAM policies restrict which S3 objects, SSM parameters, and secrets can be read",
  severity: "medium",
  on: identityStatements,
  why: "A compromised identity with such a policy exposes every object, parameter, or secret in the account.",
  remedy: "Set Resource to specific buckets, parameters, or secrets.",
  check: (statement) =>
    allowsOnAllResources(statement, READING) && "a statement allows reading all objects, parameters, or secrets",
  examples: {
    pass: [
      [policy, allow("s3:GetObject", "arn:aws:s3:::reports/*")],
      [policy, allow("s3:GetObject", "*", teamCondition)],
      [policy, allow("s3:ListAllMyBuckets", "*")],
    ],
    fail: [
      [policy, allow("s3:GetObject", "*")],
      [policy, allow(["secretsmanager:*"], "*")],
    ],
  },
});

/** Actions that change who can access a resource. */
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
  title: "IAM policies restrict which resources can be shared with other accounts",
  severity: "high",
  on: identityStatements,
  why: "An identity that can change the policy of every bucket, key, or function can grant access to any other account.",
  remedy: "Set Resource to specific resources, and let only the deployment pipeline change their policies.",
  check: (statement) => allowsOnAllResources(statement, SHARING) && "a statement allows sharing all resources",
  examples: {
    pass: [
      [policy, allow("s3:PutBucketPolicy", "arn:aws:s3:::reports")],
      [policy, allow("s3:PutBucketPolicy", "*", teamCondition)],
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
/** Actions that AWS cannot restrict to specific resources: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const UNRESTRICTABLE = [
  "cloudwatch:PutMetricData",
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
  "ec2messages:*",
  "ssmmessages:*",
  "ssm:UpdateInstanceInformation",
  "sts:DecodeAuthorizationMessage",
  "xray:PutSpans",
  "xray:PutSpansForIndexing",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

export const iamWritesLimited = defineViewRule({
  id: "iam-writes-limited",
  title: "IAM policies restrict which resources can be changed",
  severity: "low",
  on: identityStatements,
  why: "Permission to change or delete every resource of a service also covers other teams' resources.",
  remedy: 'Set Resource to specific resources, or add Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } }.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => appliesToAllResources(statement),
      () => !hasRestrictiveCondition(statement),
      () =>
        listOf(() => statement.Action).some(
          (action) =>
            !READS.test(action) &&
            !UNRESTRICTABLE.some((exception) =>
              action.toLowerCase().startsWith(exception.replace("*", "").toLowerCase()),
            ),
        ),
    ) && "a statement allows changing all resources",
  examples: {
    pass: [
      [policy, allow("sqs:DeleteQueue", "arn:aws:sqs:eu-west-1:123456789012:jobs")],
      [policy, allow("sqs:DeleteQueue", "*", teamCondition)],
      [policy, allow(["ec2:Describe*", "xray:PutTraceSegments", "ssmmessages:CreateDataChannel"], "*")],
      [policy, allow(["xray:PutSpans", "xray:PutSpansForIndexing"], "*")],
    ],
    fail: [
      [policy, allow("sqs:DeleteQueue", "*")],
      [policy, allow("sqs:DeleteQueue", "*", { Bool: { "aws:SecureTransport": "true" } })],
      [policy, allow("sqs:DeleteQueue", "*", { StringLike: { "aws:PrincipalArn": "*" } })],
      [policy, allow(["ec2:Describe*", "ec2:*"], "*")],
    ],
  },
});
