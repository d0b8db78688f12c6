import { defaultNetmask, planAddresses, type PlanTier } from "./address-plan";

const defaultTiers: PlanTier[] = [
  { name: "public", kind: "public" },
  { name: "private", kind: "private" },
  { name: "isolated", kind: "isolated" },
];

describe("defaultNetmask", () => {
  const table: [vpc: number, zones: number, netmasks: number[]][] = [
    [16, 6, [22, 20, 22]],
    [17, 6, [23, 21, 23]],
    [20, 6, [26, 24, 26]],
    [21, 6, [27, 25, 27]],
    [22, 6, [27, 26, 28]],
    [23, 6, [27, 27, 28]],
    [24, 3, [27, 27, 28]],
    [16, 3, [21, 19, 21]],
    [16, 4, [21, 19, 21]],
    [16, 2, [20, 18, 20]],
  ];

  it.each(table)("divides a /%i with up to %i zones into subnets of /%j", (vpc, zones, netmasks) => {
    expect(defaultTiers.map((tier) => defaultNetmask(tier.kind, vpc, zones))).toEqual(netmasks);
    expect(planAddresses({ vpcNetmask: vpc, maxZones: zones, tiers: defaultTiers, slots: [] }).issues).toEqual([]);
  });

  it("places the default tiers of a /16 at .0.0, .32.0 and .128.0", () => {
    const { tierBlocks } = planAddresses({ vpcNetmask: 16, maxZones: 6, tiers: defaultTiers, slots: [] });
    expect(tierBlocks.map(({ offset }) => offset / 256)).toEqual([0, 32, 128]);
  });

  it("leaves room for another private tier, or four isolated tiers, in /16 to /21", () => {
    for (let vpc = 16; vpc <= 21; vpc++) {
      const isolated = [1, 2, 3, 4].map((number): PlanTier => ({ name: `data${number}`, kind: "isolated" }));
      for (const added of [[{ name: "apps", kind: "private" } as const], isolated]) {
        expect(
          planAddresses({ vpcNetmask: vpc, maxZones: 6, tiers: [...defaultTiers, ...added], slots: [] }).issues,
        ).toEqual([]);
      }
    }
  });

  it("fits a /24 with up to three zones, but not with six", () => {
    expect(planAddresses({ vpcNetmask: 24, maxZones: 6, tiers: defaultTiers, slots: [] }).issues).toMatchObject([
      { kind: "capacity", tier: { name: "private" }, fits: { maxZones: 3 } },
    ]);
  });
});

describe("planAddresses", () => {
  const issuesOf = (tiers: PlanTier[], slots: number[] = [1, 2, 3]) =>
    planAddresses({ vpcNetmask: 16, maxZones: 6, tiers, slots }).issues;

  it("reports the first tier that does not fit, with the needed and available addresses", () => {
    const data: PlanTier = { name: "data", kind: "isolated", netmask: 19 };
    expect(issuesOf([...defaultTiers, data, { ...data, name: "more" }])).toEqual([
      { kind: "capacity", tier: data, netmask: 19, neededAddresses: 49_152, availableAddresses: 26_624 },
    ]);
    expect(issuesOf([...defaultTiers, data])).toMatchObject([{ tier: data, fits: { netmask: 20 } }]);
  });

  it("suggests a larger VPC rather than fewer zones than are in use", () => {
    const request = { vpcNetmask: 24, maxZones: 6, tiers: defaultTiers };
    expect(planAddresses({ ...request, slots: [3] }).issues).toMatchObject([{ fits: { maxZones: 3 } }]);
    expect(planAddresses({ ...request, slots: [4] }).issues).toMatchObject([{ fits: { vpcNetmask: 23 } }]);
  });

  it("reports overlaps of explicit blocks with each other and with planned tiers", () => {
    const block = { offset: 0, netmask: 24 };
    const old: PlanTier = { name: "old", kind: "private", subnets: new Map([[1, block]]) };
    const older: PlanTier = { name: "older", kind: "isolated", subnets: new Map([[2, { offset: 128, netmask: 25 }]]) };
    expect(issuesOf([old, older, { name: "public", kind: "public" }])).toMatchObject([
      { kind: "overlap", tier: { name: "older" }, slot: 2, with: { tier: { name: "old" }, slot: 1 } },
      { kind: "overlap", tier: { name: "public" }, with: { tier: { name: "old" }, slot: 1 } },
    ]);
  });

  it("accepts a reserved tier that covers explicit blocks", () => {
    const old: PlanTier = { name: "old", kind: "private", subnets: new Map([[1, { offset: 0, netmask: 24 }]]) };
    expect(
      issuesOf([old, { name: "adopted", kind: "reserved", netmask: 22 }, { name: "public", kind: "public" }]),
    ).toEqual([]);
  });
});

it("planAddresses keeps the subnets of zone c when zone b is removed", () => {
  const before = planAddresses({ vpcNetmask: 16, maxZones: 6, tiers: defaultTiers, slots: [1, 2, 3] }).subnets;
  const after = planAddresses({ vpcNetmask: 16, maxZones: 6, tiers: defaultTiers, slots: [1, 3] }).subnets;
  expect(after).toEqual(before.filter(({ slot }) => slot !== 2));
});
