import { defineViewRule } from "../../authoring/define-rule";
import { policyOf } from "../../authoring/example-policy";
import { tryEvaluate } from "../../kernel/check-session";
import { unmetReason } from "../../conditions/unmet-conditions";
import { policyStatements } from "../../views/policy-documents";

const role = "aws:iam/role:Role";
const queue = "aws:sqs/queue:Queue";

const GITHUB = "token.actions.githubusercontent.com";

/** Returns the inputs of a role that GitHub workflows can assume under a condition. */
const trustGitHub = (Condition: object) =>
  policyOf(
    {
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition,
    },
    "assumeRolePolicy",
  );

/** Returns the inputs of a queue to which a topic can send messages under a condition. */
const trustTopic = (Condition: object) =>
  policyOf({
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: "*",
    Condition,
  });

export const iamConditionsCanBeMet = defineViewRule({
  id: "iam-condition-can-be-met",
  title: "IAM policy statements do not contain conditions that no request meets",
  severity: "medium",
  topic: "reliability",
  on: policyStatements,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  why: "A statement with such a condition never applies, so nobody can assume the role or use the permissions, and a Deny statement protects nothing.",
  remedy:
    "Use StringLike for values with wildcards, remove conditions that exclude each other, and use the URL of the trusted OIDC provider in its condition keys.",
  check: (statement) => {
    const unmet = tryEvaluate(() => unmetReason(statement));
    // A condition with a value that is not known yet can probably be met.
    const message = unmet.reasons === undefined ? unmet.value : undefined;
    return message !== undefined && { at: statement.Condition ?? statement, message };
  },
  examples: {
    pass: [
      [role, trustGitHub({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/shop:*" } })],
      [
        role,
        trustGitHub({
          StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:ref`]: "refs/heads/main" },
          StringLike: { [`${GITHUB}:ref`]: "refs/heads/*" },
        }),
      ],
      [queue, trustTopic({ ArnEquals: { "aws:SourceArn": "arn:aws:sns:*:123456789012:*" } })],
    ],
    fail: [
      [role, trustGitHub({ StringEquals: { [`${GITHUB}:sub`]: "repo:acme/*" } })],
      [role, trustGitHub({ StringEquals: { [`${GITHUB}/corp:sub`]: "repo:acme/shop:ref:refs/heads/main" } })],
      [
        queue,
        trustTopic({ Null: { "aws:SourceArn": "true" }, ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:orders" } }),
      ],
      [
        queue,
        trustTopic({
          StringEquals: { "aws:SourceAccount": "123456789012" },
          StringLike: { "aws:SourceAccount": "2*" },
        }),
      ],
    ],
  },
});
