import { isDeepStrictEqual as equal } from "node:util";
import fc from "fast-check";
import {
  addressesIn,
  planSubnets,
  smallestNetmask,
  type PlanRequest,
  type PlanTier,
  type SubnetKind,
} from "./address-plan";
import type { AddressBlock } from "../shared/cidr";

const numRuns = Number(process.env.ROADBED_FUZZ_RUNS ?? 2_000);

/** A property that returns whether it holds; fast-check prints the smallest request for which it does not. */
const holds = <T extends [unknown, ...unknown[]]>(...property: Parameters<typeof fc.property<T>>) =>
  fc.assert(fc.property(...property), { numRuns, maxSkipsPerRun: 1_000 });

const standard: PlanTier[] = [
  { name: "public", kind: "public" },
  { name: "private", kind: "private" },
  { name: "isolated", kind: "isolated" },
];

const allSlots = (maxZones: number) => Array.from({ length: maxZones }, (_, index) => index + 1);
const size = ({ netmask }: AddressBlock) => addressesIn(netmask);

const kind = fc.constantFrom<SubnetKind>("public", "private", "isolated", "reserved");
const vpcNetmask = fc.integer({ min: 16, max: 28 });
const maxZones = fc.integer({ min: 2, max: 8 });

/** A tier whose netmask leaves a chance to the others; a reserved one must name its netmask. */
const plannedTier = (vpc: number): fc.Arbitrary<Omit<PlanTier, "name">> =>
  kind.chain((chosen) => {
    const netmask = fc.integer({ min: Math.min(vpc + 1, smallestNetmask(chosen)), max: smallestNetmask(chosen) });
    return fc.record({
      kind: fc.constant(chosen),
      netmask: chosen === "reserved" ? netmask : fc.option(netmask, { nil: undefined }),
    });
  });

/** A block anywhere in the VPC, aligned to its own size. */
const givenBlock = (vpc: number): fc.Arbitrary<AddressBlock> =>
  fc
    .integer({ min: Math.min(vpc + 3, 28), max: 28 })
    .chain((netmask) =>
      fc.nat(2 ** (netmask - vpc) - 1).map((index) => ({ netmask, offset: index * addressesIn(netmask) })),
    );

const givenTier = (vpc: number, zones: number): fc.Arbitrary<Omit<PlanTier, "name">> =>
  fc.record({
    kind: fc.constantFrom<SubnetKind>("public", "private", "isolated"),
    subnets: fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: zones }), givenBlock(vpc)), {
        minLength: 1,
        selector: ([slot]) => slot,
      })
      .map((entries) => new Map(entries)),
  });

const request: fc.Arbitrary<PlanRequest> = fc.tuple(vpcNetmask, maxZones).chain(([vpc, zones]) => {
  const tier = fc.oneof({ weight: 6, arbitrary: plannedTier(vpc) }, { weight: 1, arbitrary: givenTier(vpc, zones) });
  return fc.record({
    vpcNetmask: fc.constant(vpc),
    maxZones: fc.constant(zones),
    tiers: fc
      .array(tier, { maxLength: 5 })
      .map((tiers) => tiers.map((each, index) => ({ ...each, name: `tier${index}` }))),
    slots: fc.uniqueArray(fc.integer({ min: 1, max: zones })),
  });
});

const isSound = (candidate: PlanRequest) => planSubnets(candidate).faults.length === 0;
const sound = request.filter(isSound);

describe("the address plan", () => {
  it("1. keeps every planned block inside the VPC and aligned to its size", () =>
    holds(sound, (asked) =>
      planSubnets(asked).rooms.every(
        (room) =>
          room.offset % size(room) === 0 && room.offset + room.zones * size(room) <= addressesIn(asked.vpcNetmask),
      ),
    ));

  it("2. gives no address twice, for any zones that may ever be used", () =>
    holds(sound, (asked) => {
      const { subnets } = planSubnets({ ...asked, slots: allSlots(asked.maxZones) });
      const inOrder = [...subnets].sort((a, b) => a.offset - b.offset);
      const numbers = new Set(subnets.map(({ ipv6Number }) => ipv6Number));
      return (
        inOrder.every((subnet, index) => subnet.offset + size(subnet) <= (inOrder[index + 1]?.offset ?? Infinity)) &&
        numbers.size === subnets.length &&
        Math.max(0, ...numbers) < 256
      );
    }));

  it("3. is the same for equal requests, in whatever order the zones are written", () =>
    holds(request, (asked) => {
      const slots = [...asked.slots].sort((a, b) => a - b);
      return equal(planSubnets(asked), planSubnets({ ...asked, slots }));
    }));

  it("4. is the part in use of the plan for all zones, so whether it fits does not depend on the zones in use", () =>
    holds(request, (asked) => {
      const whole = planSubnets({ ...asked, slots: allSlots(asked.maxZones) });
      const part = planSubnets(asked);
      const inUse = whole.subnets.filter(({ slot }) => asked.slots.includes(slot));
      return equal(part.subnets, inUse) && part.faults.length === whole.faults.length;
    }));

  it("5. moves nothing when a tier is appended", () =>
    holds(sound, request, (asked, { tiers: [extra] }) => {
      fc.pre(extra !== undefined);
      const grown = planSubnets({ ...asked, tiers: [...asked.tiers, { ...extra, name: "appended" }] });
      fc.pre(grown.faults.length === 0);
      return equal(
        grown.subnets.filter(({ tier }) => tier !== "appended"),
        planSubnets(asked).subnets,
      );
    }));

  it("6. moves nothing when a zone or the last tier is removed", () =>
    holds(sound, fc.nat(), (asked, pick) => {
      const { subnets } = planSubnets(asked);
      const zone = asked.slots[pick % asked.slots.length];
      const fewerZones = planSubnets({ ...asked, slots: asked.slots.filter((slot) => slot !== zone) });
      const fewerTiers = planSubnets({ ...asked, tiers: asked.tiers.slice(0, -1) });
      return (
        equal(
          fewerZones.subnets,
          subnets.filter(({ slot }) => slot !== zone),
        ) &&
        equal(
          fewerTiers.subnets,
          subnets.filter(({ tier }) => tier !== asked.tiers.at(-1)?.name),
        )
      );
    }));

  it("7. moves nothing when a tier becomes reserved with the netmask it had", () =>
    holds(sound, fc.nat(), (asked, pick) => {
      const { rooms, subnets } = planSubnets(asked);
      const room = rooms[pick % rooms.length];
      fc.pre(room !== undefined);
      const { tier, netmask } = room;
      const tombstone: PlanTier = { name: tier.name, kind: "reserved", netmask };
      const after = planSubnets({ ...asked, tiers: asked.tiers.map((each) => (each === tier ? tombstone : each)) });
      return equal([after.subnets, after.faults], [subnets.filter((subnet) => subnet.tier !== tier.name), []]);
    }));

  it("8. suggests what fits, and nothing that is one step larger does", () =>
    holds(request, (asked) => {
      const [fault] = planSubnets(asked).faults;
      fc.pre(fault?.fault === "no-room");
      const { tier, fits } = fault;
      const withNetmask = (netmask: number): PlanRequest => ({
        ...asked,
        tiers: asked.tiers.map((each) => (each === tier ? { ...each, netmask } : each)),
      });
      if (fits && "netmask" in fits)
        return isSound(withNetmask(fits.netmask)) && !isSound(withNetmask(fits.netmask - 1));
      if (isSound(withNetmask(smallestNetmask(tier.kind)))) return false;
      if (fits === undefined) return !isSound({ ...asked, vpcNetmask: 16 });
      const larger = "maxZones" in fits ? { maxZones: fits.maxZones + 1 } : { vpcNetmask: fits.vpcNetmask + 1 };
      return isSound({ ...asked, ...fits }) && !isSound({ ...asked, ...larger });
    }));

  it("9. counts from the base of the VPC, so ranges given by hand elsewhere move nothing", () =>
    holds(sound, fc.integer({ min: 1, max: 2 ** 16 }), (asked, blocks) => {
      const shift = blocks * addressesIn(asked.vpcNetmask);
      const shifted = <B extends AddressBlock>(block: B): B => ({ ...block, offset: block.offset + shift });
      const tiers = asked.tiers.map((tier) =>
        tier.subnets
          ? { ...tier, subnets: new Map([...tier.subnets].map(([slot, block]) => [slot, shifted(block)])) }
          : tier,
      );
      const given = new Set(asked.tiers.filter(({ subnets }) => subnets).map(({ name }) => name));
      const expected = planSubnets(asked).subnets.map((subnet) => (given.has(subnet.tier) ? shifted(subnet) : subnet));
      return equal(planSubnets({ ...asked, tiers }).subnets, expected);
    }));

  it("10. fits the three standard tiers into /16 to /22 for 2 to 8 zones, with room for load balancers", () => {
    for (const vpcNetmask of [16, 17, 18, 19, 20, 21, 22]) {
      for (const maxZones of [2, 3, 4, 5, 6, 7, 8]) {
        const plan = planSubnets({ vpcNetmask, maxZones, tiers: standard, slots: allSlots(maxZones) });
        expect(plan.faults).toEqual([]);
        expect(plan.subnets.filter(({ kind, netmask }) => kind === "public" && netmask > 27)).toEqual([]);
      }
    }
  });

  it("12. takes ranges given by hand as they are", () =>
    holds(sound, (asked) => {
      const { subnets } = planSubnets({ ...asked, slots: allSlots(asked.maxZones) });
      return asked.tiers.every(({ name, subnets: given = [] }) =>
        [...given].every(([slot, { offset, netmask }]) => {
          const planned = subnets.find((subnet) => subnet.tier === name && subnet.slot === slot);
          return planned?.offset === offset && planned.netmask === netmask;
        }),
      );
    }));
});
