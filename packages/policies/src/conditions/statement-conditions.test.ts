import { UNKNOWN } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { policyOf } from "../authoring/example-policy";
import type { Rule } from "../authoring/rule";
import { evaluate } from "../evaluation/evaluate";
import { iamConditionsCanBeMet } from "../rules/aws/iam-conditions";
import { iamWritesLimited } from "../rules/aws/iam-escalation";
import { iamTrustOfAccounts } from "../rules/aws/iam-trust";

/** Returns the kinds of the findings of a rule for a policy document. */
function findingKinds(rule: Rule, type: string, inputs: object): readonly string[] {
  return evaluate(planOf(resource(type, "subject", inputs)), [{ rule, level: "mandatory" }]).findings.map(
    ({ kind }) => kind,
  );
}

const trustsAccountUnder = (Condition: object) =>
  findingKinds(
    iamTrustOfAccounts,
    "aws:iam/role:Role",
    policyOf(
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "123456789012" }, Condition },
      "assumeRolePolicy",
    ),
  );

describe("a condition that a trusted account must meet", () => {
  it.each([
    ["StringEquals", "sts:ExternalId", "acme"],
    ["stringequals", "STS:EXTERNALID", ["acme", "acme-2"]],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/*"],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/ci-*"],
    ["Bool", "aws:MultiFactorAuthPresent", "true"],
  ])("restricts the role with %s %s %j", (operator, key, value) =>
    expect(trustsAccountUnder({ [operator]: { [key]: value } })).toEqual([]),
  );

  it.each([
    ["StringNotEquals", "sts:ExternalId", "acme"],
    ["StringLike", "sts:ExternalId", ["acme", "*"]],
    ["StringEquals", "sts:ExternalId", ""],
    ["StringEqualsIfExists", "sts:ExternalId", "acme"],
    ["ForAllValues:StringEquals", "sts:ExternalId", "acme"],
    ["ForAnyValue:StringNotEquals", "aws:PrincipalOrgPaths", "o-1/r-1/"],
    ["Null", "sts:ExternalId", "false"],
    ["Null", "sts:ExternalId", "true"],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::123456789012:*"],
    ["ArnEquals", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/*"],
    ["StringEquals", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/${aws:username}"],
    ["Bool", "aws:MultiFactorAuthPresent", "false"],
    ["BoolIfExists", "aws:MultiFactorAuthPresent", "true"],
  ])("does not restrict the role with %s %s %j", (operator, key, value) =>
    expect(trustsAccountUnder({ [operator]: { [key]: value } })).toEqual(["violation"]),
  );

  it("restricts the role with …IfExists if another condition requires the key", () =>
    expect(
      trustsAccountUnder({
        StringEqualsIfExists: { "sts:ExternalId": "acme" },
        Null: { "sts:ExternalId": "false" },
      }),
    ).toEqual([]));

  it("restricts the role with one narrow condition among wide ones", () =>
    expect(
      trustsAccountUnder({ StringEquals: { "sts:ExternalId": "acme" }, StringLike: { "sts:ExternalId": "*" } }),
    ).toEqual([]));
});

const allowsWritesUnder = (Condition: object) =>
  findingKinds(iamWritesLimited, "aws:iam/policy:Policy", {
    policy: {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "sqs:DeleteQueue", Resource: "*", Condition },
    },
  });

describe("a condition on the requests that a policy allows", () => {
  it.each([
    ["StringEquals", "aws:ResourceTag/team", "shop"],
    ["StringLike", "aws:ResourceTag/team", "*"],
    ["StringEquals", "aws:ResourceTag/team", UNKNOWN],
    ["Null", "aws:ResourceTag/team", "false"],
    ["IpAddress", "aws:SourceIp", "203.0.113.0/24"],
  ])("restricts the statement with %s %s %j", (operator, key, value) =>
    expect(allowsWritesUnder({ [operator]: { [key]: value } })).toEqual([]),
  );

  it.each([
    ["StringLike", "aws:PrincipalArn", "*"],
    ["ArnLike", "aws:PrincipalArn", "arn:*:*:*:*:*"],
    ["StringLikeIfExists", "aws:ResourceTag/team", "*"],
    ["StringNotEquals", "aws:RequestedRegion", "us-west-1"],
    ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"]],
    ["Bool", "aws:SecureTransport", "true"],
    ["Null", "aws:PrincipalArn", "false"],
  ])("does not restrict the statement with %s %s %j", (operator, key, value) =>
    expect(allowsWritesUnder({ [operator]: { [key]: value } })).toEqual(["violation"]),
  );

  it("does not restrict the statement if it is empty", () => {
    expect(allowsWritesUnder({})).toEqual(["violation"]);
    expect(allowsWritesUnder({ StringEquals: {} })).toEqual(["violation"]);
  });

  it("is undecided if an unknown value can be a wildcard", () =>
    expect(allowsWritesUnder({ StringLike: { "aws:PrincipalArn": UNKNOWN } })).toEqual(["undecided"]));
});

const conditionsOf = (Condition: object, Principal: object = { AWS: "123456789012" }) =>
  findingKinds(
    iamConditionsCanBeMet,
    "aws:iam/role:Role",
    policyOf({ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal, Condition }, "assumeRolePolicy"),
  );

const EKS = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B";
const trustedEks = { Federated: `arn:aws:iam::123456789012:oidc-provider/${EKS}` };

describe("a condition that no request meets", () => {
  it.each([
    [
      {
        StringEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/ci", "arn:aws:iam::123456789012:role/*"] },
      },
    ],
    [{ StringNotEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } }],
    [{ StringEquals: { "sts:ExternalId": "acme" }, StringLike: { "STS:ExternalId": ["shop-*", "acme-*"] } }],
    [{ StringEquals: { "sts:ExternalId": "acme" }, Null: { "sts:ExternalId": "true" } }],
  ])("is reported: %j", (condition) => expect(conditionsOf(condition)).toEqual(["violation"]));

  it("is reported if it requires a claim of a provider that the statement does not trust", () =>
    expect(
      conditionsOf(
        { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/2C3D:aud": "sts.amazonaws.com" } },
        trustedEks,
      ),
    ).toEqual(["violation"]));

  it.each([
    [{ StringEquals: { "s3:prefix": "*" } }],
    [{ StringEquals: { "sts:ExternalId": "${*}" } }],
    [{ StringEquals: { "aws:PrincipalTag/team": "${aws:username}" }, StringLike: { "aws:PrincipalTag/team": "a*" } }],
    [{ StringEquals: { "sts:ExternalId": "acme-1" }, StringLike: { "sts:ExternalId": ["shop-*", "acme-*"] } }],
    [{ StringEqualsIfExists: { "sts:ExternalId": "acme" }, Null: { "sts:ExternalId": "true" } }],
    [{ StringEquals: { "aws:RequestTag/eks.amazonaws.com:sub": "shop" } }],
  ])("is not confused with a condition that requests can meet: %j", (condition) =>
    expect(conditionsOf(condition)).toEqual([]),
  );

  it("is not confused with a claim of the trusted provider, whose key can be spelled in any case", () =>
    expect(
      conditionsOf({ StringEquals: { [`${EKS.toLowerCase()}:sub`]: "system:serviceaccount:shop:api" } }, trustedEks),
    ).toEqual([]));

  it("is not confused with an optional claim of another provider", () =>
    expect(conditionsOf({ StringEqualsIfExists: { "gitlab.com:aud": "sts.amazonaws.com" } }, trustedEks)).toEqual([]));
});
