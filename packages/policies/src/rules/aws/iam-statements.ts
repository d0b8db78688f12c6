import { allowsAny, covers, isOnEverything } from "../../conditions/iam-actions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements } from "../../views/policy-documents";

const policy = "aws:iam/policy:Policy";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";

/** A policy of one statement, as the smallest examples are. */
const allow = (Action: string | string[], Resource: string, Condition?: Record<string, Record<string, string>>) => ({
  policy: { Version: "2012-10-17" as const, Statement: [{ Effect: "Allow" as const, Action, Resource, Condition }] },
});

const bucket = "arn:aws:s3:::reports/*";
const role = "arn:aws:iam::123456789012:role/task";
const ours = { StringEquals: { "aws:ResourceTag/team": "shop" } };

export const iamNoServiceStar = defineViewRule({
  id: "iam-no-service-star",
  title: "IAM policies do not allow every action of a service",
  severity: "medium",
  controls: { "aws-fsbp": ["IAM.21"] },
  on: identityStatements,
  why: "It also allows to delete, to share and to change policies, and whatever the service learns next year.",
  remedy: 'Name the actions, as Action: ["s3:GetObject", "s3:PutObject"].',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => listOf(() => statement.Action).some((action) => /^[\w-]+:\*+$/.test(action)),
    ) && "a statement allows every action of a service",
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
  title: "IAM policies do not allow every action of IAM",
  severity: "high",
  on: identityStatements,
  why: "Whoever may do everything in IAM gives himself any other right.",
  remedy: "Name the actions and the roles that are needed, and bound what new roles may do by a permissions boundary.",
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () =>
        listOf(() => statement.Action).some(
          (action) => covers(action, "iam:DeleteAccountAlias") && /^(iam:)?\*+/i.test(action),
        ),
    ) && "a statement allows every action of IAM",
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
  title: "IAM policies name the roles that may be passed on",
  severity: "high",
  on: identityStatements,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
  why: "Whoever may pass any role to a service has the rights of all of them, the administrator's too.",
  remedy:
    'Name the role as Resource, and the service as Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }.',
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["iam:PassRole"]),
      () =>
        listOf(() => statement.Resource).some((resource) =>
          /^(\*+|arn:[\w-]+:iam::[\d*]*:(role\/)?\*+)$/.test(resource),
        ),
    ) && "a statement lets any role be passed on",
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
  title: "IAM policies name the keys that they may decrypt with",
  severity: "medium",
  controls: { "aws-fsbp": ["KMS.1", "KMS.2"] },
  on: identityStatements,
  why: "A right to decrypt with every key undoes that data is encrypted with different ones.",
  remedy: "Name the arn of the key as Resource.",
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["kms:Decrypt", "kms:ReEncryptFrom"]),
      () =>
        listOf(() => statement.Resource).some((resource) =>
          /^(\*+|arn:[\w-]+:kms:[^:]*:[^:]*:(key\/)?\*+)$/.test(resource),
        ),
    ) && "a statement allows to decrypt with every key",
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
  title: "IAM policies name the roles that may be assumed",
  severity: "high",
  on: identityStatements,
  why: "Whoever may assume any role becomes each one whose trust is a little too wide, in every account.",
  remedy: "Name the roles as Resource.",
  check: (statement) =>
    allOf(
      () => allowsAny(statement, ["sts:AssumeRole"]),
      () => isOnEverything(statement),
      () => !("Condition" in statement),
    ) && "a statement allows to assume any role",
  examples: {
    pass: [
      [policy, allow("sts:AssumeRole", role)],
      [policy, allow("sts:AssumeRole", "*", ours)],
      [policy, allow("sts:GetCallerIdentity", "*")],
    ],
    fail: [[policy, allow("sts:AssumeRole", "*")]],
  },
});

export const iamNoNotAction = defineViewRule({
  id: "iam-no-not-action",
  title: "IAM policies allow what they name, not all but that",
  severity: "high",
  on: identityStatements,
  why: "NotAction allows every other action of every service, those that AWS has yet to invent included.",
  remedy: 'Name the actions as Action; to forbid some, add a statement with Effect: "Deny".',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => "NotAction" in statement,
      () =>
        anyOf(
          () => isOnEverything(statement),
          () => "NotResource" in statement,
        ),
    ) && "a statement allows everything but some actions",
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
