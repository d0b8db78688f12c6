import { evaluate } from "../evaluation/evaluate";
import { untypedPlan } from "../authoring/example-plan";
import { policyOf } from "../authoring/example-policy";
import { sqsPolicyNotPublic } from "../rules/aws/sqs";

const SENDING = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };

/** Whether the rule reports a queue policy with this single statement. */
function isReported(statement: object): boolean {
  const plan = untypedPlan({ queue: ["aws:sqs/queue:Queue", policyOf({ ...SENDING, ...statement })] });
  const { findings } = evaluate(plan, [{ rule: sqsPolicyNotPublic, level: "mandatory" }]);
  expect(findings.every(({ kind }) => kind === "violation")).toBe(true);
  return findings.length > 0;
}

const isReportedWithCondition = (operator: string, key: string, value: unknown) =>
  isReported({ Principal: "*", Condition: { [operator]: { [key]: value } } });

describe("a statement that allows public access", () => {
  it.each([
    ["a wildcard", "*"],
    ["a wildcard among accounts", { AWS: ["123456789012", "*"] }],
    ["a role of any account", { AWS: "arn:aws:iam::*:role/sender" }],
  ])("is reported if its principal is %s", (_, Principal) => expect(isReported({ Principal })).toBe(true));

  it("is reported if it uses NotPrincipal", () =>
    expect(isReported({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } })).toBe(true));

  it.each([
    ["StringEquals", "aws:PrincipalOrgID", "*"],
    ["StringLike", "aws:SourceAccount", ["123456789012", "*"]],
    ["StringEqualsIfExists", "aws:PrincipalOrgID", "o-1"],
    ["ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "o-1/r-1/"],
    ["StringNotEquals", "aws:PrincipalAccount", "123456789012"],
    ["ArnNotEquals", "aws:PrincipalArn", "arn:aws:iam::123456789012:user/former"],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:*:orders"],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*"],
    ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "0.0.0.0/0"]],
    ["IpAddress", "aws:SourceIp", "::/0"],
    ["IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]],
    ["IpAddress", "aws:SourceIp", "52.0.0.0/7"],
    ["IpAddress", "aws:SourceIp", "2000::/3"],
    ["Bool", "aws:SecureTransport", "true"],
    ["StringEquals", "aws:Referer", "https://shop.example.com"],
  ])("is reported despite the condition %s %s %j", (operator, key, value) =>
    expect(isReportedWithCondition(operator, key, value)).toBe(true),
  );
});

describe("a statement that restricts its callers", () => {
  it.each([
    ["an account", { AWS: "123456789012" }],
    ["a service", { Service: "sns.amazonaws.com" }],
    ["a role", { AWS: ["arn:aws:iam::123456789012:role/sender"] }],
  ])("is not reported if its principal is %s", (_, Principal) => expect(isReported({ Principal })).toBe(false));

  it("is not reported if its effect is Deny", () => expect(isReported({ Effect: "Deny", Principal: "*" })).toBe(false));

  it.each([
    ["StringEquals", "aws:PrincipalOrgID", "o-1"],
    ["stringequals", "AWS:SOURCEOWNER", "123456789012"],
    ["StringEquals", "aws:SourceAccount", 123456789012],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/*"],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:*:123456789012:*"],
    ["ArnEquals", "aws:SourceArn", "arn:aws:s3:::shop-*"],
    ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "2001:db8::/32"]],
    ["IpAddress", "aws:SourceIp", ["52.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12"]],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::123456789012:role/0"],
    ["StringEquals", "aws:SourceVpce", "vpce-1"],
  ])("is not reported with the condition %s %s %j", (operator, key, value) =>
    expect(isReportedWithCondition(operator, key, value)).toBe(false),
  );
});
