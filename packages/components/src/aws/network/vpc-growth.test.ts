import { changeBetween, type StackChange } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";

/** Returns the effect of changing arguments. Names have no component prefix. */
async function change(before: VpcArgs, after: VpcArgs): Promise<StackChange> {
  const create = (args: VpcArgs) => () => new Vpc("net", { availabilityZones: ["eu-west-1a", "eu-west-1b"], ...args });
  const withoutPrefix = (name: string) => name.replace("net-", "");
  const { created, deleted, changed } = await changeBetween(create(before), create(after));
  return {
    created: created.map(withoutPrefix),
    deleted: deleted.map(withoutPrefix),
    changed: Object.fromEntries(Object.entries(changed).map(([name, inputs]) => [withoutPrefix(name), inputs])),
  };
}

/** Returns the names of the children of a tier in a slot. */
const subnet = (child: string, ...routes: string[]) =>
  [child, `${child}-association`, `${child}-routes`, ...routes.map((route) => `${child}-${route}`)].sort();

const gatewayEndpoints = { "gateway-dynamodb": ["routeTableIds"], "gateway-s3": ["routeTableIds"] };
const threeZones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

describe("an added zone", () => {
  const created = [
    ...subnet("isolated-az3"),
    "nat-az3",
    "nat-az3-address",
    ...subnet("private-az3", "default"),
    ...subnet("public-az3", "default"),
  ];

  it("creates its children and adds its route tables to the gateway endpoints", async () => {
    expect(await change({}, { availabilityZones: threeZones })).toEqual({
      created,
      deleted: [],
      changed: gatewayEndpoints,
    });
  });

  it("creates its children if availabilityZones is a number", async () => {
    const changes = await change({ availabilityZones: 2 }, { availabilityZones: 3 });
    expect(changes).toEqual({ created, deleted: [], changed: gatewayEndpoints });
  });

  it("changes no existing subnets if it comes first by name", async () => {
    const changes = await change(
      { availabilityZones: ["eu-west-1b", "eu-west-1c"] },
      { availabilityZones: threeZones },
    );
    expect(changes).toMatchObject({ deleted: [], changed: gatewayEndpoints });
  });

  it("adds its subnets to interface endpoints and to the transit gateway attachment", async () => {
    const args: VpcArgs = { interfaceEndpoints: ["ecr.api"], transitGateway: { transitGatewayId: "tgw-0a" } };
    const { deleted, changed } = await change(args, { ...args, availabilityZones: threeZones });
    expect(deleted).toEqual([]);
    expect(changed).toEqual({
      ...gatewayEndpoints,
      "endpoint-ecr-api": ["subnetIds"],
      "transit-gateway": ["subnetIds"],
    });
  });
});

it("replacing a number of zones with their names changes nothing", async () => {
  const region = "eu-west-1";
  expect(await change({ region, availabilityZones: 2 }, { region })).toEqual({ created: [], deleted: [], changed: {} });
});

it("reordering or removing zones changes no other subnets", async () => {
  const reordered = await change({ availabilityZones: threeZones }, { availabilityZones: [...threeZones].reverse() });
  expect(reordered).toEqual({ created: [], deleted: [], changed: {} });
  const removed = await change({ availabilityZones: threeZones }, { availabilityZones: ["eu-west-1a", "eu-west-1c"] });
  expect(removed).toMatchObject({ created: [], changed: gatewayEndpoints });
  expect(removed.deleted.every((name) => name.includes("az2"))).toBe(true);
});

describe("tiers", () => {
  const defaultTiers = { public: {}, private: {}, isolated: {} };

  it("can be appended without changing other tiers", async () => {
    const changes = await change({}, { tiers: { ...defaultTiers, data: { kind: "isolated" } } });
    const created = [...subnet("data-az1"), ...subnet("data-az2")];
    expect(changes).toEqual({ created, deleted: [], changed: gatewayEndpoints });
  });

  it("can become reserved without changing other tiers", async () => {
    const removed = await change({}, { tiers: { ...defaultTiers, private: { kind: "reserved", netmaskLength: 20 } } });
    expect(removed).toMatchObject({ created: [], changed: gatewayEndpoints });
    expect(removed.deleted.filter((name) => !/^(private|nat)-/.test(name))).toEqual([]);
  });
});

describe("NAT strategies", () => {
  const routes = (...slots: number[]) =>
    Object.fromEntries(slots.map((n) => [`private-az${n}-default`, ["natGatewayId"]]));
  const secondGateway = ["nat-az2", "nat-az2-address"];
  const bothGateways = ["nat-az1", "nat-az1-address", ...secondGateway];

  it.each([
    ["single", "perAz", { created: secondGateway, deleted: [], changed: routes(2) }],
    ["perAz", "single", { created: [], deleted: secondGateway, changed: routes(2) }],
    ["perAz", "regional", { created: ["nat-regional"], deleted: bothGateways, changed: routes(1, 2) }],
    ["regional", "perAz", { created: bothGateways, deleted: ["nat-regional"], changed: routes(1, 2) }],
    ["single", "regional", { created: ["nat-regional"], deleted: bothGateways.slice(0, 2), changed: routes(1, 2) }],
    ["regional", "single", { created: bothGateways.slice(0, 2), deleted: ["nat-regional"], changed: routes(1, 2) }],
  ] as const)("can change from %s to %s with routes updated in place", async (before, after, expected) => {
    expect(await change({ nat: before }, { nat: after })).toEqual(expected);
  });

  it("create routes when they change from none, and delete them when they change to none", async () => {
    const gatewayAndRoutes = ["nat-az1", "nat-az1-address", "private-az1-default", "private-az2-default"];
    expect(await change({ nat: "none" }, { nat: "single" })).toEqual({
      created: gatewayAndRoutes,
      deleted: [],
      changed: {},
    });
    expect(await change({ nat: "single" }, { nat: "none" })).toEqual({
      created: [],
      deleted: gatewayAndRoutes,
      changed: {},
    });
  });
});

describe("other changes", () => {
  it("create an endpoint", async () => {
    const created = ["endpoint-ecr-api", "endpoints", "endpoints-https"];
    expect(await change({}, { interfaceEndpoints: ["ecr.api"] })).toEqual({ created, deleted: [], changed: {} });
    const second = await change({ interfaceEndpoints: ["sts"] }, { interfaceEndpoints: ["ecr.api", "sts"] });
    expect(second).toEqual({ created: ["endpoint-ecr-api"], deleted: [], changed: {} });
  });

  it("replace only the flow log when its destination changes", async () => {
    const changes = await change({}, { flowLogs: { destinationType: "s3" } });
    expect(changes.changed).toEqual({ "flow-logs": ["iamRoleArn", "logDestination", "logDestinationType"] });
    expect([...changes.created, ...changes.deleted].filter((name) => !name.startsWith("flow-logs-"))).toEqual([]);
  });

  it("create a secondary CIDR block, a route, and a transit gateway attachment", async () => {
    const changes = await change(
      {},
      {
        secondaryCidrBlocks: { pods: "100.64.0.0/16" },
        transitGateway: { transitGatewayId: "tgw-0a" },
        routes: { office: { destinationCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-0a" } },
      },
    );
    const created = ["cidr-pods", "private-az1-to-office", "private-az2-to-office", "transit-gateway"];
    expect(changes).toEqual({ created, deleted: [], changed: {} });
  });

  it("add IPv6 to existing subnets", async () => {
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

  it("keep all subnets when development becomes production", async () => {
    const changes = await change({ profile: "development" }, {});
    expect(changes).toEqual({
      created: ["nat-az2", "nat-az2-address"],
      deleted: [],
      changed: { "flow-logs-group": ["retentionInDays"], "private-az2-default": ["natGatewayId"] },
    });
  });
});

describe("a change of an argument that is marked identity", () => {
  it.each([
    ["cidrBlock", { cidrBlock: "10.1.0.0/16" }],
    ["maxAvailabilityZones", { maxAvailabilityZones: 8 }],
    ["the order of tiers", { tiers: { isolated: {}, public: {}, private: {} } }],
    ["a netmask", { tiers: { public: { netmaskLength: 24 }, private: {}, isolated: {} } }],
  ] as [string, VpcArgs][])("replaces subnets if the argument is %s", async (_, args) => {
    expect((await change({}, args)).changed["isolated-az1"]).toContain("cidrBlock");
  });
});
