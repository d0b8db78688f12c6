import * as pulumi from "@pulumi/pulumi";
import { previewed, saidOf } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";

const wrong: [args: object, ...said: string[]][] = [
  [{ nat: "one" }, 'nat: "one" is not "none" or "single" or "perAz" or "regional"; did you mean none?'],
  [{ nat: "PerAz" }, 'nat: "PerAz" is not "none" or "single" or "perAz" or "regional"; did you mean perAz?'],
  [{ nat: { strategy: "single", slot: "az4" } }, 'nat.slot: "az4" is not "az1" or "az2" or "az3"; did you mean az1?'],
  [{ nat: { strategy: "perAz", slot: "az1" } }, 'nat.slot: "az1" is of no use to "perAz"; leave it out'],
  [
    { nat: { strategy: "single", elasticIps: [] } },
    "nat.elasticIps: is not known here; write one of strategy, slot, elasticIpAllocationIds",
  ],
  [
    { nat: { strategy: "perAz", elasticIpAllocationIds: ["eipalloc-0a"] } },
    'nat.elasticIpAllocationIds: a list is not an object; write addresses by slot, such as { az1: "eipalloc-…" }',
  ],
  [
    { nat: { strategy: "perAz", elasticIpAllocationIds: { az1: "eipalloc-0a", az2: "1.2.3.4" } } },
    'nat.elasticIpAllocationIds.az2: "1.2.3.4" is not an allocation ID; write it like "eipalloc-0a1b2c3d4e5f60718"',
    "nat.elasticIpAllocationIds.az3: is needed too; write its address",
  ],
  [
    { nat: { strategy: "none", elasticIpAllocationIds: {} } },
    "nat.elasticIpAllocationIds: has no gateway to serve; leave it out",
  ],
  [{ nat: "perAz", tiers: { public: {} } }, 'nat: "perAz" has no private tier to serve; leave it out'],
  [
    { tiers: { private: {} } },
    'nat: "perAz" needs a public tier, which its gateways are in; add a tier of kind "public", or write "none" or "regional"',
  ],
  [
    { gatewayEndpoints: ["s3", "S3", "s3"] },
    'gatewayEndpoints[1]: "S3" is not "s3" or "dynamodb" or "s3express"; did you mean s3?',
    'gatewayEndpoints[2]: "s3" is listed twice; leave it out here',
  ],
  [{ gatewayEndpoints: "s3" }, 'gatewayEndpoints: "s3" is not a list; write ["s3"]'],
  [
    { interfaceEndpoints: ["ecr api", "ecr.api", "ecr.api"] },
    'interfaceEndpoints[0]: "ecr api" is not the name of a service; write it like "ecr.api" or "com.amazonaws.eu-west-1.ecr.api"',
    'interfaceEndpoints[2]: "ecr.api" is listed twice; leave it out here',
  ],
  [{ interfaceEndpoints: "eks" }, 'interfaceEndpoints: "eks" is not a list; write ["eks"]'],
  [
    { interfaceEndpoints: "ecs", tiers: { public: {} } },
    "interfaceEndpoints: have no tier to be in; add a private or isolated tier",
  ],
  [{ endpointPolicies: { "ecr.dkr": "{}" } }, "endpointPolicies.ecr.dkr: is not known here; write one of s3, dynamodb"],
  [{ endpointPolicies: { s3: "{}" }, gatewayEndpoints: [] }, "endpointPolicies.s3: is not known here; leave it out"],
  [
    { routes: { a: {}, "b c": { destination: "10.0.0.0/8" } } },
    "routes.a: leads nowhere; write either destination or destinationPrefixListId",
    "routes.a: leads through nothing; write one of transitGatewayId, vpcPeeringConnectionId, vpnGatewayId, networkInterfaceId, coreNetworkArn",
    'routes.b c: is not the name of a route; use letters, digits and dashes, a letter first, as in "office"',
  ],
  [
    { routes: { a: { destination: "10.0.0.0/8", vpnGatewayId: "vgw-0a", transitGatewayId: "tgw-0a" } } },
    "routes.a: leads through transitGatewayId and vpnGatewayId; write one of transitGatewayId, vpcPeeringConnectionId, vpnGatewayId, networkInterfaceId, coreNetworkArn",
  ],
  [
    { routes: { a: { destination: "anywhere", via: "vgw-0a", vpnGatewayId: "vgw-0a" } } },
    "routes.a.via: is not known here; write one of destination, destinationPrefixListId, tiers, transitGatewayId, vpcPeeringConnectionId, vpnGatewayId, networkInterfaceId, coreNetworkArn",
  ],
  [
    {
      routes: {
        a: { destination: "fd00::/8", destinationPrefixListId: "pl-0a", vpnGatewayId: "vgw-0a", tiers: ["privat"] },
      },
    },
    "routes.a: leads to a range and to a prefix list; write either destination or destinationPrefixListId",
    'routes.a.destination: "fd00::/8" needs IPv6; write ipv6: true',
    'routes.a.tiers[0]: "privat" is not "public" or "private" or "isolated"; did you mean private?',
  ],
  [
    {
      routes: {
        a: { destination: "0.0.0.0/0", vpnGatewayId: "vgw-0a" },
        b: { destination: "10.0.0.0/8", vpnGatewayId: "vgw-0a" },
        c: { destination: "10.0.0.0/8", transitGatewayId: "tgw-0a" },
      },
    },
    'routes.a.destination: "0.0.0.0/0" leads where private-az1 has its way to the internet; write nat: "none", or other tiers',
    'routes.c.destination: "10.0.0.0/8" leads where private-az1 has a route already; leave one of them out',
  ],
  [
    { routes: { a: { destination: "10.0.0.0/8", vpnGatewayId: "vgw-0a", tiers: [] } } },
    "routes.a.tiers: is not a list of tiers; write any of public, private, isolated",
  ],
  [
    { routes: { a: { destination: "10.0.0.0/8", vpnGatewayId: "vgw-0a" } }, tiers: { public: {} } },
    "routes.a.tiers: is needed without a private tier; write any of public",
  ],
  [
    { transitGateway: { transitGatewayId: "gateway", tier: "apps", applianceMode: "on" } },
    'transitGateway.tier: "apps" is not "public" or "private" or "isolated"; write one of public, private, isolated',
    'transitGateway.transitGatewayId: "gateway" is not the ID of a transit gateway; write it like "tgw-0a1b2c3d4e5f60718"',
    'transitGateway.applianceMode: "on" is not true or false; write one of them',
  ],
  [
    { transitGateway: { transitGatewayId: "tgw-0a" }, tiers: { public: {} } },
    "transitGateway.tier: is needed, without a private or isolated tier; name one",
  ],
  [
    { flowLogs: true },
    "flowLogs: true is not an object; write an object with any of traffic, destination, retentionDays, aggregationSeconds, kmsKeyArn, bucketArn, retainOnDelete",
  ],
  [
    { flowLogs: { traffic: "NONE", destination: "bucket", retentionDays: 10 } },
    'flowLogs.traffic: "NONE" is not "ACCEPT" or "REJECT" or "ALL"; write one of ACCEPT, REJECT, ALL',
    'flowLogs.destination: "bucket" is not "cloudwatch" or "s3"; write one of cloudwatch, s3',
  ],
  [
    {
      flowLogs: {
        traffic: "NONE",
        retentionDays: 10,
        aggregationSeconds: 30,
        retainOnDelete: "yes",
        kmsKeyArn: "alias/logs",
      },
    },
    'flowLogs.traffic: "NONE" is not "ACCEPT" or "REJECT" or "ALL"; write one of ACCEPT, REJECT, ALL',
    'flowLogs.retainOnDelete: "yes" is not true or false; write one of them',
    "flowLogs.aggregationSeconds: 30 is not 60 or 600; write one of them",
    "flowLogs.retentionDays: 10 is not a retention that CloudWatch has; write 7 or 14",
    'flowLogs.kmsKeyArn: "alias/logs" is not the ARN of a KMS key; write arn:aws:kms:<region>:<account>:key/<id>, not an alias',
  ],
  [
    { flowLogs: { destination: "s3", retentionDays: 0 } },
    "flowLogs.retentionDays: 0 is not a whole number of at least 1; write a number of days",
  ],
  [
    { flowLogs: { bucketArn: "arn:aws:s3:::logs" } },
    'flowLogs.bucketArn: is of no use to a log group; write destination: "s3"',
  ],
  [
    { flowLogs: { destination: "s3", bucketArn: "logs", retentionDays: 30 } },
    "flowLogs.retentionDays: is up to the owner of the bucket in bucketArn; leave it out",
    'flowLogs.bucketArn: "logs" is not the ARN of a bucket; write arn:aws:s3:::<bucket>',
  ],
  [
    { ipv6: "yes", blockPublicAccessExclusion: "all", defaults: "staging" },
    'defaults: "staging" is not "production" or "development"; write one of production, development',
    'ipv6: "yes" is not true or false; write one of them',
    'blockPublicAccessExclusion: "all" is not "egress" or "bidirectional"; write one of egress, bidirectional',
  ],
  [
    { adopt: { subnet: {}, "private-az9": {}, vpc: { id: "vpc-0a" } } },
    "adopt.subnet: is not known here; of the 48 there are, vpc is the nearest",
    "adopt.private-az9: is not known here; did you mean private-az1?",
    "adopt.vpc.id: is not known here; write one of import, aliases",
  ],
];

it.each(wrong)("of %j it is said what is wrong", (args, ...said) => {
  expect(saidOf(args)).toEqual(said);
});

it("all is said at once, with what does not depend on what is wrong", () => {
  const args = { cidrBlock: "10.0.0.0/8", availabilityZones: [], tiers: { web: {} }, nat: "all", flowLogs: 1, typo: 1 };
  expect(() => new Vpc("network", args as unknown as VpcArgs)).toThrow(
    `Vpc "network" has 6 wrong arguments:
  typo: is not known here; of the 20 there are, tags is the nearest
  cidrBlock: "10.0.0.0/8" is not of the size of a VPC, /16 to /28; write a range of that size
  availabilityZones: names no zone; name at least one, or write a count
  tiers.web.kind: is needed, since the tier is not named after a kind; write "public" or "private" or "isolated" or "reserved"
  nat: "all" is not "none" or "single" or "perAz" or "regional"; write one of none, single, perAz, regional
  flowLogs: 1 is not an object; write an object with any of traffic, destination, retentionDays`,
  );
});

it("a name is needed", () => {
  expect(() => new Vpc(undefined as unknown as string)).toThrow("name: nothing is not text; give the component a name");
});

it.each([
  [
    "n".repeat(42),
    {},
    'name: 42 characters leave no room in the 64 of an IAM role for "-flow-logs-role" and what Pulumi appends; use at most 41',
  ],
  [
    "n".repeat(39),
    { flowLogs: { destination: "s3" } },
    'name: 39 characters leave no room in the 63 of a bucket for "-flow-logs-bucket" and what Pulumi appends; use at most 38',
  ],
  ["net/work", {}, 'name: "net/work" is not in the letters of an IAM role; use letters, digits, and + = , . @ _ -'],
  [
    "net_work",
    { flowLogs: { destination: "s3" } },
    'name: "net_work" is not in the letters of a bucket; use letters, digits, dots and dashes',
  ],
])("the name %s is too much for a child with %j", (name, args, said) => {
  expect(saidOf(args, name)).toEqual([said]);
  expect(saidOf({ flowLogs: false }, name)).toEqual([]);
});

it.each([
  ["ipam.poolId", { ipam: { poolId: pulumi.output("pool"), netmaskLength: 16 } }],
  [
    "nat.elasticIpAllocationIds.az1",
    { nat: { strategy: "single", elasticIpAllocationIds: { az1: pulumi.output("1.2.3.4") } } },
  ],
  ["flowLogs.kmsKeyArn", { flowLogs: { kmsKeyArn: pulumi.output("alias/logs") } }],
  ["transitGateway.transitGatewayId", { transitGateway: { transitGatewayId: pulumi.output("gateway") } }],
] as [string, VpcArgs][])("%s is judged once it is known", async (path, args) => {
  const late = previewed(() => new Vpc("network", { availabilityZones: ["eu-west-1a"], ...args }));
  await expect(late).rejects.toThrow(`Vpc "network": ${path}: "`);
});
