import { isDeepStrictEqual as equal } from "node:util";
import fc from "fast-check";
import {
  addressesIn,
  planAddresses,
  smallestNetmask,
  type PlanRequest,
  type PlanTier,
  type SubnetKind,
} from "./address-plan";
import type { AddressBlock } from "../shared/cidr";

const numRuns = Number(process.env.ROADBED_FUZZ_RUNS ?? 2_000);

/** Asserts that a property returns true. Otherwise fast-check prints the smallest counterexample. */
const holds = <T extends [unknown, ...unknown[]]>(...property: Parameters<typeof fc.property<T>>) =>
  fc.assert(fc.property(...property), { numRuns, maxSkipsPerRun: 1_000 });

const defaultTiers: PlanTier[] = [
  { name: "public", kind: "public" },
  { name: "private", kind: "private" },
  { name: "isolated", kind: "isolated" },
];

const allSlots = (maxZones: number) => Array.from({ length: maxZones }, (_, index) => index + 1);
const size = ({ netmask }: AddressBlock) => addressesIn(netmask);

const kind = fc.constantFrom<SubnetKind>("public", "private", "isolated", "reserved");
const vpcNetmask = fc.integer({ min: 16, max: 28 });
const maxZones = fc.integer({ min: 2, max: 8 });

/** A tier that does not fill the VPC. Reserved tiers require a netmask. */
const plannedTier = (vpc: number): fc.Arbitrary<Omit<PlanTier, "name">> =>
  kind.chain((chosen) => {
    const netmask = fc.integer({ min: Math.min(vpc + 1, smallestNetmask(chosen)), max: smallestNetmask(chosen) });
    return fc.record({
      kind: fc.constant(chosen),
      netmask: chosen === "reserved" ? netmask : fc.option(netmask, { nil: undefined }),
    });
  });

/** A block anywhere in the VPC, aligned to its size. */
const explicitBlock = (vpc: number): fc.Arbitrary<AddressBlock> =>
  fc
    .integer({ min: Math.min(vpc + 3, 28), max: 28 })
    .chain((netmask) =>
      fc.nat(2 ** (netmask - vpc) - 1).map((index) => ({ netmask, offset: index * addressesIn(netmask) })),
    );

const explicitTier = (vpc: number, zones: number): fc.Arbitrary<Omit<PlanTier, "name">> =>
  fc.record({
    kind: fc.constantFrom<SubnetKind>("public", "private", "isolated"),
    subnets: fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: zones }), explicitBlock(vpc)), {
        minLength: 1,
        selector: ([slot]) => slot,
      })
      .map((entries) => new Map(entries)),
  });

const anyRequest: fc.Arbitrary<PlanRequest> = fc.tuple(vpcNetmask, maxZones).chain(([vpc, zones]) => {
  const tier = fc.oneof({ weight: 6, arbitrary: plannedTier(vpc) }, { weight: 1, arbitrary: explicitTier(vpc, zones) });
  return fc.record({
    vpcNetmask: fc.constant(vpc),
    maxZones: fc.constant(zones),
    tiers: fc
      .array(tier, { maxLength: 5 })
      .map((tiers) => tiers.map((candidate, index) => ({ ...candidate, name: `tier${index}` }))),
    slots: fc.uniqueArray(fc.integer({ min: 1, max: zones })),
  });
});

const isValid = (candidate: PlanRequest) => planAddresses(candidate).issues.length === 0;
const validRequest = anyRequest.filter(isValid);

describe("planAddresses", () => {
  it("keeps all planned blocks within the VPC and aligned to their size", () =>
    holds(validRequest, (request) =>
      planAddresses(request).tierBlocks.every(
        (blocks) =>
          blocks.offset % size(blocks) === 0 &&
          blocks.offset + blocks.zones * size(blocks) <= addressesIn(request.vpcNetmask),
      ),
    ));

  it("assigns each address at most once, in whatever zones are used", () =>
    holds(validRequest, (request) => {
      const { subnets } = planAddresses({ ...request, slots: allSlots(request.maxZones) });
      const sorted = [...subnets].sort((a, b) => a.offset - b.offset);
      const numbers = new Set(subnets.map(({ ipv6Number }) => ipv6Number));
      return (
        sorted.every((subnet, index) => subnet.offset + size(subnet) <= (sorted[index + 1]?.offset ?? Infinity)) &&
        numbers.size === subnets.length &&
        Math.max(0, ...numbers) < 256
      );
    }));

  it("does not depend on the order of the slots", () =>
    holds(anyRequest, (request) => {
      const slots = [...request.slots].sort((a, b) => a - b);
      return equal(planAddresses(request), planAddresses({ ...request, slots }));
    }));

  it("returns the part of the plan for all zones that is in use, so that adding zones never fails", () =>
    holds(anyRequest, (request) => {
      const complete = planAddresses({ ...request, slots: allSlots(request.maxZones) });
      const partial = planAddresses(request);
      const inUse = complete.subnets.filter(({ slot }) => request.slots.includes(slot));
      return equal(partial.subnets, inUse) && partial.issues.length === complete.issues.length;
    }));

  it("moves no subnets when a tier is appended", () =>
    holds(validRequest, anyRequest, (request, { tiers: [extra] }) => {
      fc.pre(extra !== undefined);
      const grown = planAddresses({ ...request, tiers: [...request.tiers, { ...extra, name: "appended" }] });
      fc.pre(grown.issues.length === 0);
      return equal(
        grown.subnets.filter(({ tier }) => tier !== "appended"),
        planAddresses(request).subnets,
      );
    }));

  it("moves no subnets when a zone or the last tier is removed", () =>
    holds(validRequest, fc.nat(), (request, pick) => {
      const { subnets } = planAddresses(request);
      const zone = request.slots[pick % request.slots.length];
      const fewerZones = planAddresses({ ...request, slots: request.slots.filter((slot) => slot !== zone) });
      const fewerTiers = planAddresses({ ...request, tiers: request.tiers.slice(0, -1) });
      return (
        equal(
          fewerZones.subnets,
          subnets.filter(({ slot }) => slot !== zone),
        ) &&
        equal(
          fewerTiers.subnets,
          subnets.filter(({ tier }) => tier !== request.tiers.at(-1)?.name),
        )
      );
    }));

  it("moves no subnets when a tier becomes reserved with the same netmask", () =>
    holds(validRequest, fc.nat(), (request, pick) => {
      const { tierBlocks, subnets } = planAddresses(request);
      const blocks = tierBlocks[pick % tierBlocks.length];
      fc.pre(blocks !== undefined);
      const { tier, netmask } = blocks;
      const tombstone: PlanTier = { name: tier.name, kind: "reserved", netmask };
      const after = planAddresses({
        ...request,
        tiers: request.tiers.map((candidate) => (candidate === tier ? tombstone : candidate)),
      });
      return equal([after.subnets, after.issues], [subnets.filter((subnet) => subnet.tier !== tier.name), []]);
    }));

  it("suggests the largest value that fits", () =>
    holds(anyRequest, (request) => {
      const [issue] = planAddresses(request).issues;
      fc.pre(issue?.kind === "capacity");
      const { tier, fits } = issue;
      const withNetmask = (netmask: number): PlanRequest => ({
        ...request,
        tiers: request.tiers.map((candidate) => (candidate === tier ? { ...candidate, netmask } : candidate)),
      });
      if (fits && "netmask" in fits)
        return isValid(withNetmask(fits.netmask)) && !isValid(withNetmask(fits.netmask - 1));
      if (isValid(withNetmask(smallestNetmask(tier.kind)))) return false;
      if (fits === undefined) return !isValid({ ...request, vpcNetmask: 16 });
      const larger = "maxZones" in fits ? { maxZones: fits.maxZones + 1 } : { vpcNetmask: fits.vpcNetmask + 1 };
      return isValid({ ...request, ...fits }) && !isValid({ ...request, ...larger });
    }));

  it("plans relative to the VPC, so that explicit blocks elsewhere move no subnets", () =>
    holds(validRequest, fc.integer({ min: 1, max: 2 ** 16 }), (request, blockCount) => {
      const shift = blockCount * addressesIn(request.vpcNetmask);
      const shifted = <B extends AddressBlock>(block: B): B => ({ ...block, offset: block.offset + shift });
      const tiers = request.tiers.map((tier) =>
        tier.subnets
          ? { ...tier, subnets: new Map([...tier.subnets].map(([slot, block]) => [slot, shifted(block)])) }
          : tier,
      );
      const explicitTiers = new Set(request.tiers.filter(({ subnets }) => subnets).map(({ name }) => name));
      const expected = planAddresses(request).subnets.map((subnet) =>
        explicitTiers.has(subnet.tier) ? shifted(subnet) : subnet,
      );
      return equal(planAddresses({ ...request, tiers }).subnets, expected);
    }));

  it("fits the default tiers into /16 to /22 for 2 to 8 zones, with public subnets for load balancers", () => {
    for (const vpcNetmask of [16, 17, 18, 19, 20, 21, 22]) {
      for (const maxZones of [2, 3, 4, 5, 6, 7, 8]) {
        const plan = planAddresses({ vpcNetmask, maxZones, tiers: defaultTiers, slots: allSlots(maxZones) });
        expect(plan.issues).toEqual([]);
        expect(plan.subnets.filter(({ kind, netmask }) => kind === "public" && netmask > 27)).toEqual([]);
      }
    }
  });

  it("keeps explicit blocks unchanged", () =>
    holds(validRequest, (request) => {
      const { subnets } = planAddresses({ ...request, slots: allSlots(request.maxZones) });
      return request.tiers.every(({ name, subnets: explicit = [] }) =>
        [...explicit].every(([slot, { offset, netmask }]) => {
          const planned = subnets.find((subnet) => subnet.tier === name && subnet.slot === slot);
          return planned?.offset === offset && planned.netmask === netmask;
        }),
      );
    }));
});
