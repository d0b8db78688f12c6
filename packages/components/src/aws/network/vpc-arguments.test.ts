import * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { issuesOf, previewed } from "../../../test/network";
import { ArgumentsError, Vpc, type VpcArgs } from "../index";

/** Invalid arguments, with the code and path of each issue. */
const invalid: [args: object, ...codes: string[]][] = [
  [{ nat: "one" }, "not-allowed nat"],
  [{ nat: "PerAz" }, "not-allowed nat"],
  [{ nat: { strategy: "single", slot: "az4" } }, "not-allowed nat.slot"],
  [{ nat: { strategy: "perAz", slot: "az1" } }, "conflict nat.slot"],
  [{ nat: { strategy: "single", elasticIps: [] } }, "unknown-argument nat.elasticIps"],
  [{ nat: { strategy: "perAz", elasticIpAllocationIds: ["eipalloc-0a"] } }, "wrong-type nat.elasticIpAllocationIds"],
  [
    { nat: { strategy: "perAz", elasticIpAllocationIds: { az1: "eipalloc-0a", az2: "1.2.3.4" } } },
    "invalid-format nat.elasticIpAllocationIds.az2",
    "missing nat.elasticIpAllocationIds.az3",
  ],
  [{ nat: { strategy: "none", elasticIpAllocationIds: {} } }, "conflict nat.elasticIpAllocationIds"],
  [{ nat: "perAz", tiers: { public: {} } }, "conflict nat"],
  [{ tiers: { private: {} } }, "conflict nat"],
  [{ gatewayEndpoints: ["s3", "S3", "s3"] }, "not-allowed gatewayEndpoints[1]", "duplicate gatewayEndpoints[2]"],
  [{ gatewayEndpoints: "s3" }, "wrong-type gatewayEndpoints"],
  [
    { interfaceEndpoints: ["ecr api", "ecr.api", "ecr.api"] },
    "invalid-format interfaceEndpoints[0]",
    "duplicate interfaceEndpoints[2]",
  ],
  [{ interfaceEndpoints: "eks" }, "wrong-type interfaceEndpoints"],
  [{ interfaceEndpoints: "ecs", tiers: { public: {} } }, "conflict interfaceEndpoints"],
  [{ endpointPolicies: { "ecr.dkr": "{}" } }, "unknown-argument endpointPolicies.ecr.dkr"],
  [{ endpointPolicies: { s3: "{}" }, gatewayEndpoints: [] }, "unknown-argument endpointPolicies.s3"],
  [
    { routes: { a: {}, "b c": { destinationCidrBlock: "10.0.0.0/8" } } },
    "missing routes.a",
    "missing routes.a",
    "invalid-format routes.b c",
  ],
  [
    { routes: { a: { destinationCidrBlock: "10.0.0.0/8", vpnGatewayId: "vgw-0a", transitGatewayId: "tgw-0a" } } },
    "conflict routes.a",
  ],
  [
    { routes: { a: { destinationCidrBlock: "anywhere", via: "vgw-0a", vpnGatewayId: "vgw-0a" } } },
    "unknown-argument routes.a.via",
  ],
  [
    {
      routes: {
        a: {
          destinationCidrBlock: "fd00::/8",
          destinationPrefixListId: "pl-0a",
          vpnGatewayId: "vgw-0a",
          tiers: ["privat"],
        },
      },
    },
    "conflict routes.a",
    "conflict routes.a.destinationCidrBlock",
    "not-allowed routes.a.tiers[0]",
  ],
  [
    {
      routes: {
        a: { destinationCidrBlock: "0.0.0.0/0", vpnGatewayId: "vgw-0a" },
        b: { destinationCidrBlock: "10.0.0.0/8", vpnGatewayId: "vgw-0a" },
        c: { destinationCidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-0a" },
      },
    },
    "conflict routes.a.destinationCidrBlock",
    "conflict routes.c.destinationCidrBlock",
  ],
  [
    { routes: { a: { destinationCidrBlock: "10.0.0.0/8", vpnGatewayId: "vgw-0a", tiers: [] } } },
    "out-of-range routes.a.tiers",
  ],
  [
    { routes: { a: { destinationCidrBlock: "10.0.0.0/8", vpnGatewayId: "vgw-0a" } }, tiers: { public: {} } },
    "missing routes.a.tiers",
  ],
  [
    { transitGateway: { transitGatewayId: "gateway", tier: "apps", applianceMode: "on" } },
    "not-allowed transitGateway.tier",
    "invalid-format transitGateway.transitGatewayId",
    "wrong-type transitGateway.applianceMode",
  ],
  [{ transitGateway: { transitGatewayId: "tgw-0a" }, tiers: { public: {} } }, "missing transitGateway.tier"],
  [{ flowLogs: true }, "wrong-type flowLogs"],
  [
    { flowLogs: { trafficType: "NONE", destinationType: "bucket", retentionDays: 10 } },
    "not-allowed flowLogs.trafficType",
    "not-allowed flowLogs.destinationType",
  ],
  [
    {
      flowLogs: {
        trafficType: "NONE",
        retentionDays: 10,
        aggregationIntervalSeconds: 30,
        retainOnDelete: "yes",
        kmsKeyArn: "alias/logs",
      },
    },
    "not-allowed flowLogs.trafficType",
    "wrong-type flowLogs.retainOnDelete",
    "not-allowed flowLogs.aggregationIntervalSeconds",
    "not-allowed flowLogs.retentionDays",
    "invalid-format flowLogs.kmsKeyArn",
  ],
  [{ flowLogs: { destinationType: "s3", retentionDays: 0 } }, "out-of-range flowLogs.retentionDays"],
  [{ flowLogs: { bucketArn: "arn:aws:s3:::logs" } }, "conflict flowLogs.bucketArn"],
  [
    { flowLogs: { destinationType: "s3", bucketArn: "logs", retentionDays: 30 } },
    "conflict flowLogs.retentionDays",
    "invalid-format flowLogs.bucketArn",
  ],
  [
    { ipv6: "yes", blockPublicAccessExclusion: "all", profile: "staging" },
    "not-allowed profile",
    "wrong-type ipv6",
    "not-allowed blockPublicAccessExclusion",
  ],
  [
    { adopt: { subnet: {}, "private-az9": {}, vpc: { id: "vpc-0a" } } },
    "unknown-argument adopt.subnet",
    "unknown-argument adopt.private-az9",
    "unknown-argument adopt.vpc.id",
  ],
];

describe("the check of Vpc arguments", () => {
  it.each(invalid)("reports the issues of %j", (args, ...codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it("reports all issues at once, except those that depend on invalid arguments", () => {
    const args = {
      cidrBlock: "10.0.0.0/8",
      availabilityZones: [],
      tiers: { web: {} },
      nat: "all",
      flowLogs: 1,
      typo: 1,
    };
    const create = () => new Vpc("network", args as unknown as VpcArgs);
    expect(create).toThrow(ArgumentsError);
    expect(create).toThrow('Vpc "network" has 6 invalid arguments:\n  typo: unknown argument');
    expect(codesOf(issuesOf(args))).toEqual([
      "unknown-argument typo",
      "out-of-range cidrBlock",
      "out-of-range availabilityZones",
      "missing tiers.web.kind",
      "not-allowed nat",
      "wrong-type flowLogs",
    ]);
  });

  it("requires a name", () => {
    const create = () => new Vpc(undefined as unknown as string);
    expect(codesOf(issuesThrownBy(create))).toEqual(["missing name"]);
  });
});

describe("the check of Vpc names", () => {
  const names: [name: string, args: object, code: string][] = [
    ["n".repeat(42), {}, "out-of-range name"],
    ["n".repeat(39), { flowLogs: { destinationType: "s3" } }, "out-of-range name"],
    ["net/work", {}, "invalid-format name"],
    ["net_work", { flowLogs: { destinationType: "s3" } }, "invalid-format name"],
  ];

  it.each(names)("rejects the name %s for the children of %j", (name, args, code) => {
    expect(codesOf(issuesOf(args, name))).toEqual([code]);
    expect(issuesOf({ flowLogs: false }, name)).toEqual([]);
  });

  it("explains each issue", () => {
    expect(names.map(([name, args]) => wordingOf(issuesOf(args, name))).join("\n")).toMatchSnapshot();
  });
});

it.each([
  ["ipam.poolId", { ipam: { poolId: pulumi.output("pool"), netmaskLength: 16 } }],
  [
    "nat.elasticIpAllocationIds.az1",
    { nat: { strategy: "single", elasticIpAllocationIds: { az1: pulumi.output("1.2.3.4") } } },
  ],
  ["flowLogs.kmsKeyArn", { flowLogs: { kmsKeyArn: pulumi.output("alias/logs") } }],
  ["transitGateway.transitGatewayId", { transitGateway: { transitGatewayId: pulumi.output("gateway") } }],
] as [string, VpcArgs][])("an output for %s is checked when it resolves", async (path, args) => {
  const plan = previewed(() => new Vpc("network", { availabilityZones: ["eu-west-1a"], ...args }));
  await expect(plan).rejects.toThrow(`Vpc "network": ${path}: expected `);
});
