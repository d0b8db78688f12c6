import { policyOf } from "../../authoring/example-policy";
import { ownerTest } from "../../conditions/oidc-subjects";
import { restrictsKey } from "../../conditions/statement-conditions";
import { allOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { allowsPublicAccess } from "../../conditions/public-access";
import { type Statement, trustStatements } from "../../views/policy-documents";

const role = "aws:iam/role:Role";

/** Returns the inputs of a role whose trust policy has a single Allow statement. */
const trust = (Principal: string | Record<string, string | string[]>, Condition?: object, Action = "sts:AssumeRole") =>
  policyOf({ Effect: "Allow", Action, Principal, Condition }, "assumeRolePolicy");

const GITHUB = "token.actions.githubusercontent.com";
const SUBJECT = `${GITHUB}:sub`;

/** Returns the inputs of a role that GitHub workflows can assume under a condition. */
const trustGitHub = (condition: object) =>
  trust(
    { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
    condition,
    "sts:AssumeRoleWithWebIdentity",
  );

/** Returns the principals of a type. A plain string stands for AWS principals. */
function principals({ Principal }: Statement, type: "AWS" | "Federated"): readonly string[] {
  if (Principal === undefined) return [];
  if (typeof Principal === "string") return type === "AWS" ? listOf(Principal) : [];
  return listOf(() => (type in Principal ? Principal[type] : undefined));
}

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
  why: "Without a condition that names the owner of the subject, every repository, service account, or workspace of the provider can assume the role.",
  remedy:
    'Add Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:production" } }.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => principals(statement, "Federated").some((principal) => principal.includes(":oidc-provider/")),
      () => !restrictsKey(statement, ownerTest),
    ) && "subjects of any owner at the OIDC provider can assume the role",
  examples: {
    pass: [
      [role, trustGitHub({ StringLike: { [SUBJECT]: "repo:acme/shop:*" } })],
      [role, trustGitHub({ "ForAnyValue:StringLike": { [SUBJECT]: ["repo:acme/*", "repository_owner:acme:*"] } })],
      [role, trustGitHub({ StringLike: { [`${GITHUB}:repository`]: "acme/*" } })],
      [role, trust({ Service: "ec2.amazonaws.com" })],
    ],
    fail: [
      [role, trustGitHub({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } })],
      [role, trustGitHub({ StringLike: { [SUBJECT]: "repo:*" } })],
      [role, trustGitHub({ StringLike: { [SUBJECT]: ["repo:acme/shop:*", "repo:acme*"] } })],
      [role, trustGitHub({ StringEquals: { [SUBJECT]: "environment:production" } })],
      [role, trustGitHub({ StringNotEquals: { [SUBJECT]: "repo:acme/shop:ref:refs/heads/main" } })],
      [role, trustGitHub({ Null: { [SUBJECT]: "false" } })],
    ],
  },
});

const ACCOUNT = /^(arn:[\w-]+:iam::(\d{12}):root|\d{12})$/;

/** Returns the test for the values of a condition key that restricts who in an account can assume a role. */
function callerTest(key: string): ((value: string) => boolean) | undefined {
  switch (key) {
    case "sts:externalid":
    case "aws:principalorgid":
      return (value) => /^[^*?]+$/.test(value);
    case "aws:principalorgpaths":
      return (value) => /^[^*?/]+\//.test(value);
    case "aws:principalarn":
      return (value) => /^arn:[^:]*:(iam|sts):[^:]*:[^:]*:[\w-]+\/[^*?]/.test(value);
    case "aws:multifactorauthpresent":
      return (value) => value === "true";
    default:
      return key.startsWith("aws:principaltag/") ? (value) => /[^*?]/.test(value) : undefined;
  }
}

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
      () => !restrictsKey(statement, callerTest),
    ) && "an entire account is trusted without a condition",
  examples: {
    pass: [
      [role, trust({ AWS: "arn:aws:iam::123456789012:role/ci" })],
      [role, trust({ AWS: "123456789012" }, { StringEquals: { "sts:ExternalId": "acme" } })],
    ],
    fail: [
      [role, trust({ AWS: "arn:aws:iam::123456789012:root" })],
      [role, trust({ AWS: "123456789012" })],
      [role, trust({ AWS: "123456789012" }, { StringNotEquals: { "sts:ExternalId": "acme" } })],
      [role, trust({ AWS: "123456789012" }, { StringEqualsIfExists: { "sts:ExternalId": "acme" } })],
      [role, trust({ AWS: "123456789012" }, { StringLike: { "sts:ExternalId": "*" } })],
      [role, trust({ AWS: "123456789012" }, { Bool: { "aws:MultiFactorAuthPresent": "false" } })],
    ],
  },
});
