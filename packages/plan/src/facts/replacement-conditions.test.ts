import { makeSecret, propertyMap, UNKNOWN, unknownMark, type Value } from "../model";
import { predictReplacement } from ".";

type Inputs = Record<string, Value>;

const effectOf = (type: string, path: string, before: Inputs, now: Inputs) =>
  predictReplacement(type, [path], {
    before: propertyMap(Object.entries(before)),
    now: propertyMap(Object.entries(now)),
  });

const INSTANCE = "aws:ec2/instance:Instance";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const DOMAIN = "aws:opensearch/domain:Domain";
const COMPUTE = "aws:batch/computeEnvironment:ComputeEnvironment";
const network = { loadBalancerType: "network" };
const role = "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch";
const compute = (values: Inputs): Inputs => ({
  computeResources: propertyMap(Object.entries({ type: "EC2", allocationStrategy: "BEST_FIT_PROGRESSIVE", ...values })),
});

describe("conditional replacement", () => {
  it.each<[string, string, Inputs, Inputs, string]>([
    [INSTANCE, "userData", { userData: "a" }, { userData: "b" }, "never"],
    [INSTANCE, "userData", { userData: "a" }, { userData: "b", userDataReplaceOnChange: true }, "always"],
    [INSTANCE, "userData", { userData: "a" }, { userData: "b", userDataReplaceOnChange: UNKNOWN }, "possible"],
    [INSTANCE, "userData", { userData: "a", userDataReplaceOnChange: true }, { userData: "b" }, "never"],
    [INSTANCE, "instanceType", { instanceType: "t3.micro" }, { instanceType: "t3.small" }, "never"],
    // The architectures of two families can differ, which only the EC2 API knows.
    [INSTANCE, "instanceType", { instanceType: "t3.micro" }, { instanceType: "t4g.micro" }, "possible"],
    [INSTANCE, "enablePrimaryIpv6", { enablePrimaryIpv6: true }, { enablePrimaryIpv6: false }, "always"],
    [BALANCER, "subnets", { subnets: ["a", "b"] }, { subnets: ["a"] }, "never"],
    [BALANCER, "subnets", { subnets: ["a", "b"] }, { ...network, subnets: ["a"] }, "always"],
    [BALANCER, "subnets", { subnets: ["a"] }, { ...network, subnets: ["a", "b"] }, "never"],
    [BALANCER, "subnets", { subnets: ["a"] }, { ...network, subnets: ["a", UNKNOWN] }, "possible"],
    [BALANCER, "securityGroups", { securityGroups: ["a"] }, { securityGroups: ["b"] }, "never"],
    [BALANCER, "securityGroups", {}, { ...network, securityGroups: ["a"] }, "always"],
    [BALANCER, "securityGroups", { securityGroups: ["a"] }, { loadBalancerType: UNKNOWN }, "possible"],
    [CACHE, "engineVersion", { engineVersion: "7.0" }, { engineVersion: "7.1" }, "never"],
    [CACHE, "engineVersion", { engineVersion: "7.1" }, { engineVersion: "6.2" }, "always"],
    [CACHE, "engineVersion", { engineVersion: "10.1" }, { engineVersion: "9.2" }, "always"],
    [CACHE, "engineVersion", { engineVersion: "6.x" }, { engineVersion: "6.2" }, "possible"],
    [CACHE, "engineVersion", { engineVersion: "7.1" }, {}, "possible"],
    [CACHE, "engine", { engine: "redis" }, { engine: "valkey" }, "never"],
    [CACHE, "engine", { engine: "valkey" }, { engine: "redis" }, "always"],
    [RULE, "cidrIpv4", { cidrIpv4: "10.0.0.0/8" }, { cidrIpv4: "10.1.0.0/16" }, "never"],
    [RULE, "cidrIpv4", { cidrIpv4: "10.0.0.0/8" }, { cidrIpv6: "::/0" }, "always"],
    [DOMAIN, "ipAddressType", { ipAddressType: "ipv4" }, { ipAddressType: "dualstack" }, "never"],
    [DOMAIN, "ipAddressType", { ipAddressType: "dualstack" }, { ipAddressType: "ipv4" }, "always"],
    [DOMAIN, "vpcOptions", {}, { vpcOptions: propertyMap([["subnetIds", ["a"]]]) }, "always"],
    ["aws:ec2/vpc:Vpc", "instanceTenancy", { instanceTenancy: "dedicated" }, {}, "never"],
    ["aws:ec2/vpc:Vpc", "instanceTenancy", {}, { instanceTenancy: "dedicated" }, "always"],
    ["aws:ssm/parameter:Parameter", "tier", { tier: "Advanced" }, { tier: "Standard" }, "always"],
    ["aws:sagemaker/notebookInstance:NotebookInstance", "volumeSize", { volumeSize: 5 }, { volumeSize: 10 }, "never"],
    ["aws:rds/cluster:Cluster", "storageType", { storageType: "" }, { engine: "mysql", storageType: "io1" }, "always"],
    [COMPUTE, "computeResources.imageId", compute({ imageId: "a" }), compute({ imageId: "b" }), "never"],
    [COMPUTE, "computeResources.imageId", compute({}), { serviceRole: role, ...compute({ imageId: "b" }) }, "never"],
    [COMPUTE, "computeResources.imageId", compute({}), { serviceRole: "r", ...compute({ imageId: "b" }) }, "always"],
    [COMPUTE, "computeResources.subnets", compute({}), compute({ type: "FARGATE", subnets: ["a"] }), "never"],
  ])("decides a change of %s: %s from %j to %j", (type, path, before, now, effect) => {
    expect(effectOf(type, path, before, now)).toBe(effect);
  });

  it("does not decide with values that stand for unknown or unreadable values", () => {
    const unknown = `${unknownMark("01234567-89ab-cdef-0123-456789abcdef")}0`;
    const secret = makeSecret(UNKNOWN);
    expect(effectOf("aws:ec2/vpc:Vpc", "instanceTenancy", { instanceTenancy: unknown }, {})).toBe("possible");
    expect(effectOf(CACHE, "engineVersion", { engineVersion: secret }, { engineVersion: "7.1" })).toBe("possible");
    expect(effectOf(RULE, "cidrIpv4", { cidrIpv4: unknown }, { cidrIpv4: "10.0.0.0/8" })).toBe("possible");
  });
});
