import { makeSecret, propertyMap, UNKNOWN, unknownMark, type Value } from "../../model";
import { withEquivalentInputs } from ".";

const inputs = (values: Record<string, Value>) => propertyMap(Object.entries(values));

const isSame = (type: string, property: string, old: Value, value: Value) =>
  withEquivalentInputs(type, inputs({ [property]: old }), inputs({ [property]: value }))[property] === old;

const policy = (statement: unknown, version = "2012-10-17") =>
  JSON.stringify({ Version: version, Statement: statement });
const READ = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" };
const DENY = {
  Effect: "Deny",
  Action: "s3:*",
  Resource: ["*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const container = (name: string, more = {}) => ({ name, image: "nginx", ...more });

describe("withEquivalentInputs", () => {
  it.each<[string, string, string, string, boolean]>([
    ["another order of statements", "aws:iam/policy:Policy", policy([READ, DENY]), policy([DENY, READ]), true],
    [
      "another order of actions, and a string in place of an array",
      "aws:iam/policy:Policy",
      policy([READ]),
      policy({ ...READ, Action: ["s3:ListBucket", "s3:GetObject"], Resource: ["*"] }),
      true,
    ],
    [
      "another indentation",
      "aws:sqs/queue:Queue",
      policy(READ),
      JSON.stringify(JSON.parse(policy(READ)), null, 2),
      true,
    ],
    // AWS ignores the case, but the provider updates the policy.
    ["another case of actions", "aws:iam/policy:Policy", policy(DENY), policy({ ...DENY, Action: "S3:*" }), false],
    ["another effect", "aws:iam/policy:Policy", policy(READ), policy({ ...READ, Effect: "Deny" }), false],
    ["another version", "aws:iam/policy:Policy", policy(READ), policy(READ, "2008-10-17"), false],
    ["a removed condition", "aws:kms/key:Key", policy(DENY), policy({ ...DENY, Condition: undefined }), false],
    ["an added statement", "aws:kms/key:Key", policy([READ]), policy([READ, READ]), false],
    [
      "another principal",
      "aws:kms/key:Key",
      policy({ ...READ, Principal: "*" }),
      policy({ ...READ, Principal: { AWS: "*" } }),
      false,
    ],
    [
      "an unknown element",
      "aws:kms/key:Key",
      policy({ ...READ, Foo: 1 }),
      policy({ ...READ, Action: ["s3:ListBucket", "s3:GetObject"], Foo: 2 }),
      false,
    ],
    ["text that is not JSON", "aws:iam/policy:Policy", "{", "{ ", false],
    [
      "another format of a property that is compared as a string",
      "aws:sfn/stateMachine:StateMachine",
      "{}",
      "{ }",
      false,
    ],
  ])("decides on policies with %s", (_, type, old, value, expected) => {
    expect(isSame(type, "policy", old, value)).toBe(expected);
  });

  it.each<[string, string, Value, Value, boolean]>([
    ["aws:cloudwatch/dashboard:Dashboard", "dashboardBody", '{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }', true],
    ["aws:cloudwatch/dashboard:Dashboard", "dashboardBody", '{"b":[1,2]}', '{"b":[2,1]}', false],
    ["aws:ec2/securityGroupRule:SecurityGroupRule", "protocol", "tcp", "6", true],
    ["aws:ec2/securityGroupRule:SecurityGroupRule", "protocol", "-1", "All", true],
    ["aws:ec2/securityGroupRule:SecurityGroupRule", "protocol", "tcp", "17", false],
    ["aws:ec2/route:Route", "destinationIpv6CidrBlock", "2001:db8::/32", "2001:0DB8:0::/32", true],
    ["aws:ec2/route:Route", "destinationIpv6CidrBlock", "2001:db8::/32", "2001:db8::/48", false],
    ["aws:ec2/route:Route", "destinationCidrBlock", "10.0.0.0/8", "10.0.0.0/08", false],
    ["aws:lb/loadBalancer:LoadBalancer", "subnets", ["a", "b"], ["b", "a"], true],
    ["aws:lb/loadBalancer:LoadBalancer", "subnets", ["a", "b"], ["b", UNKNOWN], false],
    ["aws:lambda/function:Function", "layers", ["a", "b"], ["b", "a"], false],
    ["azure-native:storage:StorageAccount", "location", "West Europe", "westeurope", true],
    ["azure-native:storage/v20230101:StorageAccount", "resourceGroupName", "shop", "Shop", true],
    ["azure-native:storage:StorageAccount", "accountName", "shop", "Shop", false],
    ["azure:storage/account:Account", "location", "West Europe", "westeurope", true],
    ["gcp:compute/instance:Instance", "machineType", "e2-small", "zones/a/machineTypes/e2-small", true],
    ["gcp:storage/bucket:Bucket", "name", "a", "A", false],
  ])("%s: %s from %j to %j", (type, property, old, value, expected) => {
    expect(isSame(type, property, old, value)).toBe(expected);
  });

  it("compares container definitions in any order and with defaults", () => {
    const type = "aws:ecs/taskDefinition:TaskDefinition";
    const variables = [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ];
    const old = JSON.stringify([
      container("a", { environment: variables, portMappings: [{ containerPort: 80 }] }),
      container("b"),
    ]);
    const value = [
      container("b", { essential: true }),
      container("a", { environment: [...variables].reverse(), portMappings: [{ containerPort: 80, protocol: "tcp" }] }),
    ];
    expect(isSame(type, "containerDefinitions", old, JSON.stringify(value))).toBe(true);
    expect(isSame(type, "containerDefinitions", old, JSON.stringify([...value, container("c")]))).toBe(false);
    expect(isSame(type, "containerDefinitions", old, JSON.stringify("a"))).toBe(false);
  });

  it("compares nested properties, and then the array that contains them", () => {
    const type = "aws:ec2/securityGroup:SecurityGroup";
    const rule = (protocol: string, port: number) => inputs({ protocol, fromPort: port, toPort: port });
    const old = [rule("tcp", 80), rule("udp", 53)];
    expect(isSame(type, "ingress", old, [rule("udp", 53), rule("tcp", 80)])).toBe(true);
    const kept = withEquivalentInputs(
      type,
      inputs({ ingress: old }),
      inputs({ ingress: [rule("6", 80), rule("17", 53)] }),
    );
    expect(kept.ingress).toEqual(old);
  });

  it("keeps secrets secret, and does not compare unknown values and their marks", () => {
    const [old, value] = [policy([READ, DENY]), policy([DENY, READ])];
    const kept = withEquivalentInputs(
      "aws:iam/policy:Policy",
      inputs({ policy: old }),
      inputs({ policy: makeSecret(value) }),
    );
    expect(kept.policy).toEqual(makeSecret(old));
    expect(isSame("aws:iam/policy:Policy", "policy", UNKNOWN, value)).toBe(false);
    expect(
      isSame(
        "azure:storage/account:Account",
        "location",
        `${unknownMark("01234567-89ab-cdef-0123-456789abcdef")}0`,
        "westeurope",
      ),
    ).toBe(false);
  });

  it("does not exhaust the stack with a deeply nested document", () => {
    const nested = (spaces: string) => `${"[".repeat(50_000)}${spaces}${"]".repeat(50_000)}`;
    expect(isSame("aws:cloudwatch/dashboard:Dashboard", "dashboardBody", nested(""), nested(" "))).toBe(false);
  });
});
