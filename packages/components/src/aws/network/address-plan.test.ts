import { defaultNetmask, planSubnets, type PlanTier } from "./address-plan";

const standard: PlanTier[] = [
  { name: "public", kind: "public" },
  { name: "private", kind: "private" },
  { name: "isolated", kind: "isolated" },
];

describe("the default netmasks", () => {
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

  it.each(table)("of a /%i with room for %i zones are /%j", (vpc, zones, netmasks) => {
    expect(standard.map((tier) => defaultNetmask(tier.kind, vpc, zones))).toEqual(netmasks);
    expect(planSubnets({ vpcNetmask: vpc, maxZones: zones, tiers: standard, slots: [] }).faults).toEqual([]);
  });

  it("of a /16 lie at .0.0, .32.0 and .128.0", () => {
    const { rooms } = planSubnets({ vpcNetmask: 16, maxZones: 6, tiers: standard, slots: [] });
    expect(rooms.map(({ offset }) => offset / 256)).toEqual([0, 32, 128]);
  });

  it("of /16 to /21 leave room for one private tier more, or four isolated ones", () => {
    for (let vpc = 16; vpc <= 21; vpc++) {
      const isolated = [1, 2, 3, 4].map((number): PlanTier => ({ name: `data${number}`, kind: "isolated" }));
      for (const more of [[{ name: "apps", kind: "private" } as const], isolated]) {
        expect(planSubnets({ vpcNetmask: vpc, maxZones: 6, tiers: [...standard, ...more], slots: [] }).faults).toEqual(
          [],
        );
      }
    }
  });

  it("do not fit a /24 with room for six zones: three do", () => {
    expect(planSubnets({ vpcNetmask: 24, maxZones: 6, tiers: standard, slots: [] }).faults).toMatchObject([
      { fault: "no-room", tier: { name: "private" }, fits: { maxZones: 3 } },
    ]);
  });
});

describe("what goes wrong between tiers", () => {
  const faultsOf = (tiers: PlanTier[], slots: number[] = [1, 2, 3]) =>
    planSubnets({ vpcNetmask: 16, maxZones: 6, tiers, slots }).faults;

  it("is reported for the first tier without room, with the addresses needed and left", () => {
    const data: PlanTier = { name: "data", kind: "isolated", netmask: 19 };
    expect(faultsOf([...standard, data, { ...data, name: "more" }])).toEqual([
      { fault: "no-room", tier: data, netmask: 19, neededAddresses: 49_152, leftAddresses: 26_624 },
    ]);
    expect(faultsOf([...standard, data])).toMatchObject([{ tier: data, fits: { netmask: 20 } }]);
  });

  it("is mended by a larger VPC rather than by fewer zones than are in use", () => {
    const asked = { vpcNetmask: 24, maxZones: 6, tiers: standard };
    expect(planSubnets({ ...asked, slots: [3] }).faults).toMatchObject([{ fits: { maxZones: 3 } }]);
    expect(planSubnets({ ...asked, slots: [4] }).faults).toMatchObject([{ fits: { vpcNetmask: 23 } }]);
  });

  it("names both sides where ranges given by hand overlap each other or a planned tier", () => {
    const block = { offset: 0, netmask: 24 };
    const old: PlanTier = { name: "old", kind: "private", subnets: new Map([[1, block]]) };
    const older: PlanTier = { name: "older", kind: "isolated", subnets: new Map([[2, { offset: 128, netmask: 25 }]]) };
    expect(faultsOf([old, older, { name: "public", kind: "public" }])).toMatchObject([
      { fault: "overlap", tier: { name: "older" }, slot: 2, with: { tier: { name: "old" }, slot: 1 } },
      { fault: "overlap", tier: { name: "public" }, with: { tier: { name: "old" }, slot: 1 } },
    ]);
  });

  it("is mended by a reserved tier, which may cover ranges given by hand", () => {
    const old: PlanTier = { name: "old", kind: "private", subnets: new Map([[1, { offset: 0, netmask: 24 }]]) };
    expect(
      faultsOf([old, { name: "adopted", kind: "reserved", netmask: 22 }, { name: "public", kind: "public" }]),
    ).toEqual([]);
  });
});

it("a list of zones a, b, c that loses b keeps c where it is", () => {
  const before = planSubnets({ vpcNetmask: 16, maxZones: 6, tiers: standard, slots: [1, 2, 3] }).subnets;
  const after = planSubnets({ vpcNetmask: 16, maxZones: 6, tiers: standard, slots: [1, 3] }).subnets;
  expect(after).toEqual(before.filter(({ slot }) => slot !== 2));
});
