import { allowsAny, matchesAction, appliesToAllResources } from "../../conditions/iam-actions";
import { hasRestrictiveCondition } from "../../conditions/statement-conditions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements } from "../../views/policy-documents";

const policy = "aws:iam/policy:Policy";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";

/** Returns the inputs of a policy with a single Allow statement. */
const allow = (Action: string | string[], Resource: string, Condition?: Record<string, Record<string, string>>) => ({
  policy: { Version: "2012-10-17" as const, Statement: [{ Effect: "Allow" as const, Action, Resource, Condition }] },
});

const bucket = "arn:aws:s3:::reports/*";
const role = "arn:aws:iam::123456789012:role/task";
const teamCondition = { StringEquals: { "aws:ResourceTag/team": "shop" } };

export const iamNoServiceStar = defineViewRule({
  id: "iam-no-service-star",
  title: "IAM policies do not allow all actions of a service",
  severity: "medium",
  controls: { "aws-fsbp": ["IAM.21"] },
  on: identityStatements,
  why: "A service wildcard also allows deleting and sharing resources, changing their policies, and every action that the service adds later.",
  remedy: 'List the required actions, such as Action: ["s3:GetObject", "s3:PutObject"].',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => listOf(() => statement.Action).some((action) => /^[\w-]+:\*+$/.test(action)),
    ) && "a statement allows all actions of a service",
  examples: {
    pass: [
      [policy, allow(["s3:GetObject", "s3:List*"], bucket)],
      [policy, { policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] } }],
    ],
    fail: [
      [policy, allow(["s3:*"], bucket)],
      [rolePolicy, { policy: JSON.stringify(allow(["logs:PutLogEvents", "sqs:*"], "*").policy) }],
    ],
  },
});

export const iamNoIamStar = defineViewRule({
  id: "iam-no-iam-star",
  title: "IAM policies do not allow all IAM actions",
  severity: "high",
  on: identityStatements,
  why: "An identity with full access to IAM can grant itself any other permission.",
  remedy: "List the required actions and roles, and restrict new roles with a permissions boundary.",
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () =>
        listOf(() => statement.Action).some(
          (action) => matchesAction(action, "iam:DeleteAccountAlias") && /^(iam:)?\*+/i.test(action),
        ),
    ) && "a statement allows all IAM actions",
  examples: {
    pass: [
      [policy, allow(["iam:GetRole", "iam:List*"], "*")],
      [policy, { policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }] } }],
    ],
    fail: [
      [policy, allow("iam:*", "*")],
      [rolePolicy, allow("*", role)],
    ],
  },
});

export const iamPassRole = defineViewRule({
  id: "iam-pass-role-limited",
  title: "IAM policies restrict which roles can be passed to services",
  severity: "high",
  on: identityStatements,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
  why: "An identity that can pass any role to a service can use the permissions of all roles, including administrator roles.",
  remedy:
    'Set Resource to the ARN of the role, and restrict the service with Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }.',
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["iam:PassRole"]),
      () =>
        listOf(() => statement.Resource).some((resource) =>
          /^(\*+|arn:[\w-]+:iam::[\d*]*:(role\/)?\*+)$/.test(resource),
        ),
    ) && "a statement allows passing any role",
  examples: {
    pass: [
      [policy, allow("iam:PassRole", role)],
      [policy, allow("iam:GetRole", "*")],
    ],
    fail: [
      [policy, allow("iam:PassRole", "*")],
      [policy, allow("iam:Pass*", "arn:aws:iam::123456789012:role/*")],
    ],
  },
});

export const iamKmsDecrypt = defineViewRule({
  id: "iam-decrypt-limited",
  title: "IAM policies restrict which KMS keys can be used for decryption",
  severity: "medium",
  controls: { "aws-fsbp": ["KMS.1", "KMS.2"] },
  on: identityStatements,
  why: "Permission to decrypt with every key defeats the purpose of encrypting data with different keys.",
  remedy: "Set Resource to the ARN of the key.",
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["kms:Decrypt", "kms:ReEncryptFrom"]),
      () =>
        listOf(() => statement.Resource).some((resource) =>
          /^(\*+|arn:[\w-]+:kms:[^:]*:[^:]*:(key\/)?\*+)$/.test(resource),
        ),
    ) && "a statement allows decryption with any KMS key",
  examples: {
    pass: [
      [policy, allow("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1")],
      [policy, allow("kms:Encrypt", "*")],
    ],
    fail: [
      [policy, allow("kms:Decrypt", "*")],
      [rolePolicy, allow("kms:*", "arn:aws:kms:eu-west-1:123456789012:key/*")],
    ],
  },
});

export const iamAssumeRole = defineViewRule({
  id: "iam-assume-role-limited",
  title: "IAM policies restrict which roles can be assumed",
  severity: "high",
  on: identityStatements,
  why: "An identity that can assume any role can use every role whose trust policy is too permissive, in every account.",
  remedy: "Set Resource to the ARNs of the roles.",
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["sts:AssumeRole"]),
      () => appliesToAllResources(statement),
      () => !hasRestrictiveCondition(statement),
    ) && "a statement allows assuming any role",
  examples: {
    pass: [
      [policy, allow("sts:AssumeRole", role)],
      [policy, allow("sts:AssumeRole", "*", teamCondition)],
      [policy, allow("sts:GetCallerIdentity", "*")],
    ],
    fail: [
      [policy, allow("sts:AssumeRole", "*")],
      [policy, allow("sts:AssumeRole", "*", { StringNotEquals: { "aws:RequestedRegion": "us-west-1" } })],
    ],
  },
});

export const iamNoNotAction = defineViewRule({
  id: "iam-no-not-action",
  title: "IAM policies do not use NotAction with Allow on all resources",
  severity: "high",
  on: identityStatements,
  why: "NotAction allows every other action of every service, including actions that AWS adds later.",
  remedy: 'List the allowed actions in Action. To forbid actions, add a statement with Effect: "Deny".',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => "NotAction" in statement,
      () =>
        anyOf(
          () => appliesToAllResources(statement),
          () => "NotResource" in statement,
        ),
    ) && "a statement allows all actions except those in NotAction",
  examples: {
    pass: [
      [
        policy,
        { policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", NotAction: "iam:*", Resource: "*" }] } },
      ],
      [
        policy,
        {
          policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: bucket }],
          },
        },
      ],
      [policy, allow("s3:GetObject", "*")],
    ],
    fail: [
      [
        policy,
        { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] } },
      ],
    ],
  },
});
