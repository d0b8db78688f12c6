import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model";
import { hasSameIdentity } from ".";

const inputs = (values: Record<string, Value>) => propertyMap(Object.entries(values));
const QUEUE = "aws:sqs/queue:Queue";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

describe("hasSameIdentity", () => {
  it.each<[string, string, Record<string, Value>, Record<string, Value>]>([
    ["equal names", QUEUE, { name: "a", delaySeconds: 1 }, { name: "a" }],
    ["a secret name", QUEUE, { name: makeSecret("a") }, { name: "a" }],
    ["an unknown scope", ROLE_POLICY, { name: "a", role: UNKNOWN }, { name: "a", role: "r" }],
    ["a former type token", "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer", { name: "a" }, { name: "a" }],
  ])("is true for %s", (_, type, one, other) => {
    expect(hasSameIdentity(type, inputs(one), inputs(other))).toBe(true);
  });

  it.each<[string, string, Record<string, Value>, Record<string, Value>]>([
    ["different names", QUEUE, { name: "a" }, { name: "b" }],
    ["generated names", QUEUE, {}, {}],
    ["an unknown name", QUEUE, { name: UNKNOWN }, { name: UNKNOWN }],
    ["different scopes", ROLE_POLICY, { name: "a", role: "r" }, { name: "a", role: "s" }],
    ["a scope that only one resource has", QUEUE, { name: "a", region: "eu-west-1" }, { name: "a" }],
    ["types without facts", "cloudflare:index/record:Record", { name: "a" }, { name: "a" }],
    ["types without names", "aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }, { cidrBlock: "10.0.0.0/24" }],
  ])("is false for %s", (_, type, one, other) => {
    expect(hasSameIdentity(type, inputs(one), inputs(other))).toBe(false);
  });
});
