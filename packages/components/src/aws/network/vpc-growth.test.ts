import { growth, type Growth } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";

/** What a change of arguments does, without the prefix of the component's name. */
async function change(before: VpcArgs, after: VpcArgs): Promise<Growth> {
  const make = (args: VpcArgs) => () => new Vpc("net", { availabilityZones: ["eu-west-1a", "eu-west-1b"], ...args });
  const short = (name: string) => name.replace("net-", "");
  const { created, deleted, changed } = await growth(make(before), make(after));
  return {
    created: created.map(short),
    deleted: deleted.map(short),
    changed: Object.fromEntries(Object.entries(changed).map(([name, inputs]) => [short(name), inputs])),
  };
}

/** What is made for a tier in a slot. */
const subnet = (child: string, ...routes: string[]) =>
  [child, `${child}-association`, `${child}-routes`, ...routes.map((route) => `${child}-${route}`)].sort();

const gatewayEndpoints = { "gateway-dynamodb": ["routeTableIds"], "gateway-s3": ["routeTableIds"] };
const three = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

describe("a zone more", () => {
  const created = [
    ...subnet("isolated-az3"),
    "nat-az3",
    "nat-az3-address",
    ...subnet("private-az3", "default"),
    ...subnet("public-az3", "default"),
  ];

  it("is created, and gateway endpoints get its tables", async () => {
    expect(await change({}, { availabilityZones: three })).toEqual({ created, deleted: [], changed: gatewayEndpoints });
  });

  it("is created by a count too", async () => {
    const grown = await change({ availabilityZones: 2 }, { availabilityZones: 3 });
    expect(grown).toEqual({ created, deleted: [], changed: gatewayEndpoints });
  });

  it("moves nothing when it comes before the others", async () => {
    const grown = await change({ availabilityZones: ["eu-west-1b", "eu-west-1c"] }, { availabilityZones: three });
    expect(grown).toMatchObject({ deleted: [], changed: gatewayEndpoints });
  });

  it("gets an interface of each endpoint and of the transit gateway", async () => {
    const args: VpcArgs = { interfaceEndpoints: ["ecr.api"], transitGateway: { transitGatewayId: "tgw-0a" } };
    const { deleted, changed } = await change(args, { ...args, availabilityZones: three });
    expect(deleted).toEqual([]);
    expect(changed).toEqual({
      ...gatewayEndpoints,
      "endpoint-ecr-api": ["subnetIds"],
      "transit-gateway": ["subnetIds"],
    });
  });
});

it("a count that becomes a list of the same zones changes nothing", async () => {
  const region = "eu-west-1";
  expect(await change({ region, availabilityZones: 2 }, { region })).toEqual({ created: [], deleted: [], changed: {} });
});

it("zones in another order, or a zone fewer, move nothing", async () => {
  const none = await change({ availabilityZones: three }, { availabilityZones: [...three].reverse() });
  expect(none).toEqual({ created: [], deleted: [], changed: {} });
  const fewer = await change({ availabilityZones: three }, { availabilityZones: ["eu-west-1a", "eu-west-1c"] });
  expect(fewer).toMatchObject({ created: [], changed: gatewayEndpoints });
  expect(fewer.deleted.every((name) => name.includes("az2"))).toBe(true);
});

describe("a tier", () => {
  const standard = { public: {}, private: {}, isolated: {} };

  it("at the end is created", async () => {
    const grown = await change({}, { tiers: { ...standard, data: { kind: "isolated" } } });
    const created = [...subnet("data-az1"), ...subnet("data-az2")];
    expect(grown).toEqual({ created, deleted: [], changed: gatewayEndpoints });
  });

  it("that becomes reserved leaves the others where they are", async () => {
    const gone = await change({}, { tiers: { ...standard, private: { kind: "reserved", netmask: 20 } } });
    expect(gone).toMatchObject({ created: [], changed: gatewayEndpoints });
    expect(gone.deleted.filter((name) => !/^(private|nat)-/.test(name))).toEqual([]);
  });
});

describe("another way of NAT", () => {
  const routes = (...slots: number[]) =>
    Object.fromEntries(slots.map((n) => [`private-az${n}-default`, ["natGatewayId"]]));
  const second = ["nat-az2", "nat-az2-address"];
  const both = ["nat-az1", "nat-az1-address", ...second];

  it.each([
    ["single", "perAz", { created: second, deleted: [], changed: routes(2) }],
    ["perAz", "single", { created: [], deleted: second, changed: routes(2) }],
    ["perAz", "regional", { created: ["nat-regional"], deleted: both, changed: routes(1, 2) }],
    ["regional", "perAz", { created: both, deleted: ["nat-regional"], changed: routes(1, 2) }],
    ["single", "regional", { created: ["nat-regional"], deleted: both.slice(0, 2), changed: routes(1, 2) }],
    ["regional", "single", { created: both.slice(0, 2), deleted: ["nat-regional"], changed: routes(1, 2) }],
  ] as const)("from %s to %s changes routes in place", async (before, after, expected) => {
    expect(await change({ nat: before }, { nat: after })).toEqual(expected);
  });

  it("from none creates routes, and to none deletes them", async () => {
    const made = ["nat-az1", "nat-az1-address", "private-az1-default", "private-az2-default"];
    expect(await change({ nat: "none" }, { nat: "single" })).toEqual({ created: made, deleted: [], changed: {} });
    expect(await change({ nat: "single" }, { nat: "none" })).toEqual({ created: [], deleted: made, changed: {} });
  });
});

describe("what else comes and goes", () => {
  it("an endpoint is created", async () => {
    const created = ["endpoint-ecr-api", "endpoints", "endpoints-https"];
    expect(await change({}, { interfaceEndpoints: ["ecr.api"] })).toEqual({ created, deleted: [], changed: {} });
    const more = await change({ interfaceEndpoints: ["sts"] }, { interfaceEndpoints: ["ecr.api", "sts"] });
    expect(more).toEqual({ created: ["endpoint-ecr-api"], deleted: [], changed: {} });
  });

  it("a flow log that goes elsewhere is all that is replaced", async () => {
    const moved = await change({}, { flowLogs: { destination: "s3" } });
    expect(moved.changed).toEqual({ "flow-logs": ["iamRoleArn", "logDestination", "logDestinationType"] });
    expect([...moved.created, ...moved.deleted].filter((name) => !name.startsWith("flow-logs-"))).toEqual([]);
  });

  it("a range, a route and a transit gateway are created", async () => {
    const grown = await change(
      {},
      {
        secondaryCidrBlocks: { pods: "100.64.0.0/16" },
        transitGateway: { transitGatewayId: "tgw-0a" },
        routes: { office: { destination: "192.168.0.0/16", transitGatewayId: "tgw-0a" } },
      },
    );
    const created = ["cidr-pods", "private-az1-to-office", "private-az2-to-office", "transit-gateway"];
    expect(grown).toEqual({ created, deleted: [], changed: {} });
  });

  it("IPv6 is added to what exists", async () => {
    const { created, deleted, changed } = await change({}, { ipv6: true });
    expect(created).toEqual([
      "egress-only-gateway",
      "private-az1-default-ipv6",
      "private-az2-default-ipv6",
      "public-az1-default-ipv6",
      "public-az2-default-ipv6",
    ]);
    expect(deleted).toEqual([]);
    expect(new Set(Object.values(changed).flat())).toEqual(
      new Set(["assignGeneratedIpv6CidrBlock", "assignIpv6AddressOnCreation", "ipv6CidrBlock"]),
    );
  });

  it("development that becomes production moves nothing", async () => {
    const grown = await change({ defaults: "development" }, {});
    expect(grown).toEqual({
      created: ["nat-az2", "nat-az2-address"],
      deleted: [],
      changed: { "flow-logs-group": ["retentionInDays"], "private-az2-default": ["natGatewayId"] },
    });
  });
});

describe("what is said to be identity", () => {
  it.each([
    ["cidrBlock", { cidrBlock: "10.1.0.0/16" }],
    ["maxAvailabilityZones", { maxAvailabilityZones: 8 }],
    ["the order of tiers", { tiers: { isolated: {}, public: {}, private: {} } }],
    ["a netmask", { tiers: { public: { netmask: 24 }, private: {}, isolated: {} } }],
  ] as [string, VpcArgs][])("does replace subnets: %s", async (_, args) => {
    expect((await change({}, args)).changed["isolated-az1"]).toContain("cidrBlock");
  });
});
