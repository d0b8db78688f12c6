import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf, entries, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { allowsPublicAccess } from "../../views/public-access";
import { type Statement, trustStatements } from "../../views/policy-documents";

const role = "aws:iam/role:Role";

/** A role with a trust policy of one statement. */
const trust = (Principal: string | Record<string, string | string[]>, Condition?: object, Action = "sts:AssumeRole") =>
  policyOf({ Effect: "Allow", Action, Principal, Condition }, "assumeRolePolicy");

/** The principals of a kind; a lone text means those of accounts. */
function principals({ Principal }: Statement, kind: "AWS" | "Federated"): readonly string[] {
  if (Principal === undefined) return [];
  if (typeof Principal === "string") return kind === "AWS" ? listOf(Principal) : [];
  return listOf(() => (kind in Principal ? Principal[kind] : undefined));
}

/** Every value of the condition keys that a test accepts, under whatever operator. */
const conditionValues = (statement: Statement, isWanted: (key: string) => boolean): readonly string[] =>
  entries(statement.Condition).flatMap((operator) =>
    entries(operator[1])
      .filter((pair) => isWanted(pair[0].toLowerCase()))
      .flatMap((pair) => listOf(pair[1])),
  );

export const iamTrustNotPublic = defineViewRule({
  id: "iam-trust-not-public",
  title: "Roles do not trust everybody",
  severity: "critical",
  on: trustStatements,
  why: "Every AWS account there is can take such a role.",
  remedy:
    'Name the roles as Principal: { AWS: role.arn }, or the service as Principal: { Service: "ecs-tasks.amazonaws.com" }.',
  check: (statement) => allowsPublicAccess(statement) && "everybody can take the role",
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
  title: "Roles that trust an identity provider say whose identities",
  severity: "critical",
  on: trustStatements,
  // https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
  why: "Without a condition on the subject, every repository, cluster account or workspace of that provider can take the role.",
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
          // An organisation that is itself a wildcard is no limit.
          () => subjects.some((subject) => /^(repo:|organization:)?[*?]/.test(subject)),
        );
      },
    ) && "whoever the provider knows can take the role",
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
  title: "Roles that trust a whole account say whom in it, or for whom",
  severity: "low",
  on: trustStatements,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  why: "Everybody in that account whose rights are wide enough can take the role; and a supplier's account can be told to use it for another customer.",
  remedy:
    'Name the role as Principal, or add Condition: { StringEquals: { "sts:ExternalId": "…" } } (within an organization, "aws:PrincipalOrgID").',
  options: { ownAccounts: stringListOption([], "Accounts that may be trusted as a whole.") },
  check: (statement, { options }) =>
    allOf(
      () => statement.Effect === "Allow",
      () =>
        principals(statement, "AWS").some(
          (principal) => ACCOUNT.test(principal) && !options.ownAccounts.some((account) => principal.includes(account)),
        ),
      () => conditionValues(statement, (key) => LIMITS.includes(key)).length === 0,
    ) && "a whole account can take the role",
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
