import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf, entries, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { allowsPublicAccess } from "../../views/public-access";
import { type Statement, trustStatements } from "../../views/policy-documents";

const role = "aws:iam/role:Role";

/** Returns the inputs of a role whose trust policy has a single Allow statement. */
const trust = (Principal: string | Record<string, string | string[]>, Condition?: object, Action = "sts:AssumeRole") =>
  policyOf({ Effect: "Allow", Action, Principal, Condition }, "assumeRolePolicy");

/** Returns the principals of a type. A plain string stands for AWS principals. */
function principals({ Principal }: Statement, type: "AWS" | "Federated"): readonly string[] {
  if (Principal === undefined) return [];
  if (typeof Principal === "string") return type === "AWS" ? listOf(Principal) : [];
  return listOf(() => (type in Principal ? Principal[type] : undefined));
}

/** Returns the values of all matching condition keys (in lower case), under any operator. */
const conditionValues = (statement: Statement, matchesKey: (key: string) => boolean): readonly string[] =>
  entries(statement.Condition).flatMap((operator) =>
    entries(operator[1])
      .filter((pair) => matchesKey(pair[0].toLowerCase()))
      .flatMap((pair) => listOf(pair[1])),
  );

export const iamTrustNotPublic = defineViewRule({
  id: "iam-trust-not-public",
  title: "IAM role trust policies do not allow public access",
  severity: "critical",
  on: trustStatements,
  why: "Any AWS account can assume the role.",
  remedy: 'Set Principal: { AWS: role.arn }, or for a service, Principal: { Service: "ecs-tasks.amazonaws.com" }.',
  check: (statement) => allowsPublicAccess(statement) && "any AWS account can assume the role",
  examples: {
    pass: [
      [role, trust({ Service: "ecs-tasks.amazonaws.com" })],
      [role, trust({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
      [role, policyOf({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }, "assumeRolePolicy")],
    ],
    fail: [
      [role, trust("*")],
      [role, trust({ AWS: ["arn:aws:iam::123456789012:role/ci", "*"] })],
      [role, trust({ AWS: "*" }, { StringEquals: { "sts:ExternalId": "acme" } })],
      [
        role,
        policyOf(
          { Effect: "Allow", NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" },
          "assumeRolePolicy",
        ),
      ],
    ],
  },
});

export const iamTrustOfOidc = defineViewRule({
  id: "iam-trust-oidc-subject",
  title: "IAM roles that trust an OIDC provider restrict the subjects that can assume them",
  severity: "critical",
  on: trustStatements,
  // https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
  why: "Without a condition on the subject, every repository, service account, or workspace of the provider can assume the role.",
  remedy:
    'Add Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production" } }.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => principals(statement, "Federated").some((principal) => principal.includes(":oidc-provider/")),
      () => {
        const subjects = conditionValues(statement, (key) => key.endsWith(":sub") || key.endsWith(":job_workflow_ref"));
        return anyOf(
          () => subjects.length === 0,
          // A wildcard in place of the organization does not restrict the subject.
          () => subjects.some((subject) => /^(repo:|organization:)?[*?]/.test(subject)),
        );
      },
    ) && "any subject of the OIDC provider can assume the role",
  examples: {
    pass: [
      [
        role,
        trust(
          { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
          { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/shop:*" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
      ],
      [role, trust({ Service: "ec2.amazonaws.com" })],
    ],
    fail: [
      [
        role,
        trust(
          { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
          { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
      ],
      [
        role,
        trust(
          { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
          { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
      ],
    ],
  },
});

const ACCOUNT = /^(arn:[\w-]+:iam::(\d{12}):root|\d{12})$/;
const LIMITS = [
  "sts:externalid",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalarn",
  "aws:multifactorauthpresent",
];

export const iamTrustOfAccounts = defineViewRule({
  id: "iam-trust-account-limited",
  title: "IAM roles that trust an entire AWS account require a condition",
  severity: "low",
  on: trustStatements,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  why: "Every identity in that account with sufficient permissions can assume the role, and another customer of a third party can trick the third party into using the role (confused deputy).",
  remedy:
    'Set Principal to the ARN of a role, or add Condition: { StringEquals: { "sts:ExternalId": "…" } }. Within an organization, use "aws:PrincipalOrgID".',
  options: { ownAccounts: stringListOption([], "IDs of the accounts that roles may trust without a condition.") },
  check: (statement, { options }) =>
    allOf(
      () => statement.Effect === "Allow",
      () =>
        principals(statement, "AWS").some(
          (principal) => ACCOUNT.test(principal) && !options.ownAccounts.some((account) => principal.includes(account)),
        ),
      () => conditionValues(statement, (key) => LIMITS.includes(key)).length === 0,
    ) && "an entire account is trusted without a condition",
  examples: {
    pass: [
      [role, trust({ AWS: "arn:aws:iam::123456789012:role/ci" })],
      [role, trust({ AWS: "123456789012" }, { StringEquals: { "sts:ExternalId": "acme" } })],
    ],
    fail: [
      [role, trust({ AWS: "arn:aws:iam::123456789012:root" })],
      [role, trust({ AWS: "123456789012" })],
    ],
  },
});
