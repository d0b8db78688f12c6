import type { AddressBlock } from "../shared/cidr";

/**
 * How the subnets of a tier reach the internet: `public` directly, `private` through NAT gateways, `isolated` not at all. A
 * `reserved` tier has no subnets and only keeps addresses free.
 */
export type SubnetKind = "public" | "private" | "isolated" | "reserved";

/** All kinds of tiers. */
export const SUBNET_KINDS: readonly SubnetKind[] = ["public", "private", "isolated", "reserved"];

// Sizes of VPCs and subnets: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
export const LARGEST_NETMASK = 16;
export const SMALLEST_NETMASK = 28;
/** A load balancer requires a /27 with eight free addresses in each zone. */
export const SMALLEST_PUBLIC_NETMASK = 27;

/** The default netmasks require at least two zones. No Region has more than eight zones, which have the letters a to h. */
export const MIN_ZONES = 2;
export const MAX_ZONES = 8;

/** Each tier has eight /64 blocks of IPv6 addresses, so 32 tiers fill the 256 blocks in a VPC's /56. */
export const MAX_TIERS = 32;

/** A tier for which addresses are planned. */
export interface PlanTier {
  readonly name: string;
  readonly kind: SubnetKind;
  /** The netmask of each subnet. The default depends on the kind, the VPC size, and the number of zones. */
  readonly netmask?: number | undefined;
  /** Explicit blocks by slot number. A tier with explicit blocks takes no addresses from the plan. */
  readonly subnets?: ReadonlyMap<number, AddressBlock> | undefined;
}

/** The input of the address plan. */
export interface PlanRequest {
  readonly vpcNetmask: number;
  /** The number of zones that each tier reserves addresses for. */
  readonly maxZones: number;
  readonly tiers: readonly PlanTier[];
  /** The slots in use, from 1 to `maxZones`, in any order. */
  readonly slots: readonly number[];
}

/** A subnet with its addresses. */
export interface PlannedSubnet extends AddressBlock {
  readonly tier: string;
  readonly kind: Exclude<SubnetKind, "reserved">;
  readonly slot: number;
  /** The number of the subnet's /64 block in the VPC's /56. Like the IPv4 block, it depends only on the tier and slot. */
  readonly ipv6Number: number;
}

/** The addresses of a tier: one block for each of `zones` slots, the first of them at `offset`. */
export interface TierBlocks extends AddressBlock {
  readonly tier: PlanTier;
  readonly zones: number;
}

/** The first tier that does not fit, and the smallest change that makes it fit. */
export interface CapacityIssue {
  readonly kind: "capacity";
  readonly tier: PlanTier;
  readonly netmask: number;
  readonly neededAddresses: number;
  readonly availableAddresses: number;
  readonly fits?: { readonly netmask: number } | { readonly maxZones: number } | { readonly vpcNetmask: number };
}

/** Addresses that are used twice, at least once by an explicit block. */
export interface OverlapIssue {
  readonly kind: "overlap";
  readonly tier: PlanTier;
  /** The slot of an explicit block; `undefined` for the planned blocks of a tier. */
  readonly slot?: number;
  readonly with: { readonly tier: PlanTier; readonly slot: number };
}

/** The addresses of all tiers and subnets. */
export interface AddressPlan {
  readonly tierBlocks: readonly TierBlocks[];
  /** The subnets, ordered by tier as declared and then by slot. */
  readonly subnets: readonly PlannedSubnet[];
  /** The issues that prevent the plan. If there are any, `tierBlocks` and `subnets` are incomplete. */
  readonly issues: readonly (CapacityIssue | OverlapIssue)[];
}

/** Returns the number of addresses in a block. */
export const addressesIn = (netmask: number): number => 2 ** (32 - netmask);

/** Returns the netmask of the smallest allowed subnet of a kind. */
export const smallestNetmask = (kind: SubnetKind): number =>
  kind === "public" ? SMALLEST_PUBLIC_NETMASK : SMALLEST_NETMASK;

/**
 * Returns the netmask of a tier that does not set one. The netmask depends on the VPC size and the maximum number of zones,
 * but not on the tiers or zones in use, so that adding a tier or a zone does not change existing subnets.
 */
export function defaultNetmask(kind: SubnetKind, vpcNetmask: number, maxZones: number): number {
  const bits = (kind === "private" ? 1 : 3) + Math.ceil(Math.log2(maxZones));
  return Math.min(vpcNetmask + bits, smallestNetmask(kind));
}

/**
 * Assigns a block of addresses to each tier and slot.
 *
 * @remarks
 * Tiers follow one another in the order of their declaration. Each tier begins at the next multiple of its block size and
 * reserves `maxZones` blocks; slot _k_ has the _k_-th block. Tiers are not sorted or packed, because a change to one tier
 * would then move the subnets of other tiers.
 *
 * @param request - values that are valid individually; conflicts between them are returned as `issues`
 */
export function planAddresses(request: PlanRequest): AddressPlan {
  const { tierBlocks, overflow } = placeTiers(request);
  const issues = overflow
    ? [{ ...overflow, ...smallestChange(request, overflow) }]
    : findOverlaps(request.tiers, tierBlocks);
  return { tierBlocks, subnets: subnetsOf(request, tierBlocks), issues };
}

function placeTiers({ vpcNetmask, maxZones, tiers }: PlanRequest): {
  tierBlocks: TierBlocks[];
  overflow?: CapacityIssue;
} {
  const vpcAddresses = addressesIn(vpcNetmask);
  const tierBlocks: TierBlocks[] = [];
  let nextOffset = 0;
  for (const tier of tiers) {
    if (tier.subnets) continue;
    const netmask = tier.netmask ?? defaultNetmask(tier.kind, vpcNetmask, maxZones);
    const blockSize = addressesIn(netmask);
    const offset = Math.ceil(nextOffset / blockSize) * blockSize;
    const neededAddresses = maxZones * blockSize;
    if (offset + neededAddresses > vpcAddresses) {
      const availableAddresses = vpcAddresses - nextOffset;
      return { tierBlocks, overflow: { kind: "capacity", tier, netmask, neededAddresses, availableAddresses } };
    }
    tierBlocks.push({ tier, offset, netmask, zones: maxZones });
    nextOffset = offset + neededAddresses;
  }
  return { tierBlocks };
}

function subnetsOf({ tiers, slots }: PlanRequest, tierBlocks: readonly TierBlocks[]): PlannedSubnet[] {
  const sortedSlots = [...slots].sort((a, b) => a - b);
  return tiers.flatMap((tier, tierIndex) => {
    const { name, kind } = tier;
    if (kind === "reserved") return [];
    const planned = tierBlocks.find((blocks) => blocks.tier === tier);
    return sortedSlots.flatMap((slot) => {
      const block = planned ? blockOfSlot(planned, slot) : tier.subnets?.get(slot);
      return block ? [{ tier: name, kind, slot, ...block, ipv6Number: tierIndex * MAX_ZONES + slot - 1 }] : [];
    });
  });
}

const blockOfSlot = ({ offset, netmask }: TierBlocks, slot: number): AddressBlock => ({
  offset: offset + (slot - 1) * addressesIn(netmask),
  netmask,
});

/** Returns the largest smaller netmask of the tier that fits, or else fewer zones, or else a larger VPC. */
function smallestChange(request: PlanRequest, { tier, netmask }: CapacityIssue): Pick<CapacityIssue, "fits"> {
  for (const smaller of integersBetween(netmask + 1, smallestNetmask(tier.kind))) {
    const tiers = request.tiers.map((candidate) => (candidate === tier ? { ...tier, netmask: smaller } : candidate));
    if (isValid({ ...request, tiers })) return { fits: { netmask: smaller } };
  }
  const explicitSlots = request.tiers.flatMap(({ subnets = [] }) => [...subnets].map(([slot]) => slot));
  const usedZones = Math.max(MIN_ZONES, ...request.slots, ...explicitSlots);
  for (const maxZones of integersBetween(usedZones, request.maxZones - 1).reverse()) {
    if (isValid({ ...request, maxZones })) return { fits: { maxZones } };
  }
  for (const vpcNetmask of integersBetween(LARGEST_NETMASK, request.vpcNetmask - 1).reverse()) {
    if (isValid({ ...request, vpcNetmask })) return { fits: { vpcNetmask } };
  }
  return {};
}

function isValid(request: PlanRequest): boolean {
  const { tierBlocks, overflow } = placeTiers(request);
  return overflow === undefined && findOverlaps(request.tiers, tierBlocks).length === 0;
}

/**
 * Returns the overlaps of explicit blocks with one another and with planned tiers. Planned tiers do not make way for
 * explicit blocks, because the addresses of a tier must not depend on adopted subnets. A reserved tier may cover explicit
 * blocks, because it creates no subnets and moves the planned tiers behind the explicit blocks.
 */
function findOverlaps(tiers: readonly PlanTier[], tierBlocks: readonly TierBlocks[]): OverlapIssue[] {
  const explicit = tiers.flatMap((tier) => [...(tier.subnets ?? [])].map(([slot, block]) => ({ tier, slot, block })));
  const amongExplicit = explicit.flatMap(({ tier, slot, block }, index) =>
    explicit
      .slice(0, index)
      .filter((earlier) => overlaps(block, 1, earlier.block))
      .map((earlier): OverlapIssue => ({ kind: "overlap", tier, slot, with: earlier })),
  );
  const withPlanned = tierBlocks
    .filter(({ tier }) => tier.kind !== "reserved")
    .flatMap((blocks): OverlapIssue[] => {
      const conflicting = explicit.find(({ block }) => overlaps(blocks, blocks.zones, block));
      return conflicting ? [{ kind: "overlap", tier: blocks.tier, with: conflicting }] : [];
    });
  return [...amongExplicit, ...withPlanned];
}

/** Whether `count` consecutive blocks, beginning with `first`, overlap another block. */
const overlaps = (first: AddressBlock, count: number, block: AddressBlock): boolean =>
  first.offset < block.offset + addressesIn(block.netmask) &&
  block.offset < first.offset + count * addressesIn(first.netmask);

const integersBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
