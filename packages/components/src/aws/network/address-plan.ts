import type { AddressBlock } from "../shared/cidr";

/** What a tier of subnets may reach. A `reserved` tier makes nothing: it keeps its room in the address plan. */
export const SUBNET_KINDS = ["public", "private", "isolated", "reserved"] as const;
/** How a tier reaches the internet: directly, through NAT, or not at all; or room that is kept for one. */
export type SubnetKind = (typeof SUBNET_KINDS)[number];

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: a VPC, and a subnet, is a /16 to a /28.
export const LARGEST_NETMASK = 16;
export const SMALLEST_NETMASK = 28;
// A load balancer needs a /27 in every zone, with eight addresses free.
export const SMALLEST_PUBLIC_NETMASK = 27;

/** Zone letters a to h. The default netmasks do not fit one zone, and no region has more than eight. */
export const FEWEST_ZONES = 2;
export const MOST_ZONES = 8;

/** Eight /64 numbers a tier: 32 tiers fill the 256 of a VPC's /56. */
export const MOST_TIERS = 32;

export interface PlanTier {
  readonly name: string;
  readonly kind: SubnetKind;
  /** Left out, it follows from the kind, the size of the VPC and the number of zones. */
  readonly netmask?: number | undefined;
  /** Ranges given by hand, by slot: taken as they are, and the tier takes no room of the plan. */
  readonly subnets?: ReadonlyMap<number, AddressBlock> | undefined;
}

export interface PlanRequest {
  readonly vpcNetmask: number;
  /** How many zones there is room for, used or not. */
  readonly maxZones: number;
  readonly tiers: readonly PlanTier[];
  /** The slots in use, each 1 to `maxZones`, in any order. */
  readonly slots: readonly number[];
}

export interface PlannedSubnet extends AddressBlock {
  readonly tier: string;
  readonly kind: Exclude<SubnetKind, "reserved">;
  readonly slot: number;
  /** Which /64 of the VPC's /56 this subnet has; fixed by tier and slot, like its IPv4 range. */
  readonly ipv6Number: number;
}

/** The room of a planned tier: one block for each zone there may ever be, the first at `offset`. */
export interface TierRoom extends AddressBlock {
  readonly tier: PlanTier;
  readonly zones: number;
}

/** The first tier without room, and the change nearest to what was asked that gives it some. */
export interface NoRoom {
  readonly fault: "no-room";
  readonly tier: PlanTier;
  readonly netmask: number;
  readonly neededAddresses: number;
  readonly leftAddresses: number;
  readonly fits?: { readonly netmask: number } | { readonly maxZones: number } | { readonly vpcNetmask: number };
}

/** Addresses claimed twice, at least once by a range given by hand. */
export interface Overlap {
  readonly fault: "overlap";
  readonly tier: PlanTier;
  /** The slot of a given range; unset for the room of a planned tier. */
  readonly slot?: number;
  readonly with: { readonly tier: PlanTier; readonly slot: number };
}

export interface SubnetPlan {
  readonly rooms: readonly TierRoom[];
  /** By tier as declared, then by slot. */
  readonly subnets: readonly PlannedSubnet[];
  /** What is wrong; `rooms` and `subnets` mean nothing then. */
  readonly faults: readonly (NoRoom | Overlap)[];
}

/** How many addresses a block has. */
export const addressesIn = (netmask: number): number => 2 ** (32 - netmask);

/** The smallest block that a subnet of this kind may have. */
export const smallestNetmask = (kind: SubnetKind): number =>
  kind === "public" ? SMALLEST_PUBLIC_NETMASK : SMALLEST_NETMASK;

/**
 * The netmask of a tier that names none. It depends on the size of the VPC and on the zones there is room for, never on
 * how many tiers or zones there are, so that neither of them changes an existing subnet.
 */
export function defaultNetmask(kind: SubnetKind, vpcNetmask: number, maxZones: number): number {
  const bits = (kind === "private" ? 1 : 3) + Math.ceil(Math.log2(maxZones));
  return Math.min(vpcNetmask + bits, smallestNetmask(kind));
}

/**
 * Gives every tier and slot its range. Tiers follow one another as they were declared, each from the next multiple of
 * its own block and with room for `maxZones` subnets; slot k has the k-th of them. Nothing is sorted or packed, since one
 * tier's change would then move another's subnets.
 *
 * Takes numbers that are valid by themselves; what is wrong between them comes back as `faults`.
 */
export function planSubnets(request: PlanRequest): SubnetPlan {
  const { rooms, misfit } = layOut(request);
  const faults = misfit ? [{ ...misfit, ...nearestFit(request, misfit) }] : findOverlaps(request.tiers, rooms);
  return { rooms, subnets: subnetsOf(request, rooms), faults };
}

function layOut({ vpcNetmask, maxZones, tiers }: PlanRequest): { rooms: TierRoom[]; misfit?: NoRoom } {
  const end = addressesIn(vpcNetmask);
  const rooms: TierRoom[] = [];
  let cursor = 0;
  for (const tier of tiers) {
    if (tier.subnets) continue;
    const netmask = tier.netmask ?? defaultNetmask(tier.kind, vpcNetmask, maxZones);
    const block = addressesIn(netmask);
    const offset = Math.ceil(cursor / block) * block;
    const neededAddresses = maxZones * block;
    if (offset + neededAddresses > end) {
      return { rooms, misfit: { fault: "no-room", tier, netmask, neededAddresses, leftAddresses: end - cursor } };
    }
    rooms.push({ tier, offset, netmask, zones: maxZones });
    cursor = offset + neededAddresses;
  }
  return { rooms };
}

function subnetsOf({ tiers, slots }: PlanRequest, rooms: readonly TierRoom[]): PlannedSubnet[] {
  const inOrder = [...slots].sort((a, b) => a - b);
  return tiers.flatMap((tier, ordinal) => {
    const { name, kind } = tier;
    if (kind === "reserved") return [];
    const room = rooms.find((candidate) => candidate.tier === tier);
    return inOrder.flatMap((slot) => {
      const block = room ? blockOf(room, slot) : tier.subnets?.get(slot);
      return block ? [{ tier: name, kind, slot, ...block, ipv6Number: ordinal * MOST_ZONES + slot - 1 }] : [];
    });
  });
}

const blockOf = ({ offset, netmask }: TierRoom, slot: number): AddressBlock => ({
  offset: offset + (slot - 1) * addressesIn(netmask),
  netmask,
});

/** The largest smaller block for this tier, else fewer zones, else a larger VPC; all else as it was asked for. */
function nearestFit(request: PlanRequest, { tier, netmask }: NoRoom): Pick<NoRoom, "fits"> {
  for (const smaller of upTo(netmask + 1, smallestNetmask(tier.kind))) {
    const tiers = request.tiers.map((other) => (other === tier ? { ...tier, netmask: smaller } : other));
    if (fits({ ...request, tiers })) return { fits: { netmask: smaller } };
  }
  const given = request.tiers.flatMap(({ subnets = [] }) => [...subnets].map(([slot]) => slot));
  for (const maxZones of upTo(Math.max(FEWEST_ZONES, ...request.slots, ...given), request.maxZones - 1).reverse()) {
    if (fits({ ...request, maxZones })) return { fits: { maxZones } };
  }
  for (const vpcNetmask of upTo(LARGEST_NETMASK, request.vpcNetmask - 1).reverse()) {
    if (fits({ ...request, vpcNetmask })) return { fits: { vpcNetmask } };
  }
  return {};
}

function fits(request: PlanRequest): boolean {
  const { rooms, misfit } = layOut(request);
  return misfit === undefined && findOverlaps(request.tiers, rooms).length === 0;
}

/**
 * Given ranges against one another and against planned tiers, which do not make way: where a tier lies must not depend on
 * what was adopted beside it. A reserved tier may cover given ranges, since it makes nothing; that is how planned tiers
 * are put behind them.
 */
function findOverlaps(tiers: readonly PlanTier[], rooms: readonly TierRoom[]): Overlap[] {
  const given = tiers.flatMap((tier) => [...(tier.subnets ?? [])].map(([slot, block]) => ({ tier, slot, block })));
  const amongGiven = given.flatMap(({ tier, slot, block }, index) =>
    given
      .slice(0, index)
      .filter((other) => meet(block, 1, other.block))
      .map((other): Overlap => ({ fault: "overlap", tier, slot, with: other })),
  );
  const withPlanned = rooms
    .filter(({ tier }) => tier.kind !== "reserved")
    .flatMap((room): Overlap[] => {
      const other = given.find(({ block }) => meet(room, room.zones, block));
      return other ? [{ fault: "overlap", tier: room.tier, with: other }] : [];
    });
  return [...amongGiven, ...withPlanned];
}

/** Whether `count` blocks in a row have an address in common with one other block. */
const meet = (row: AddressBlock, count: number, other: AddressBlock): boolean =>
  row.offset < other.offset + addressesIn(other.netmask) &&
  other.offset < row.offset + count * addressesIn(row.netmask);

const upTo = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
