import type * as pulumi from "@pulumi/pulumi";
import { objectLike, oneOf, type Check, type Problems } from "../../shared/argument-issues";
import type { Tags } from "../../shared/tags";
import { checkAwsTags } from "../shared/aws-tags";
import { childKey } from "../shared/children";
import { ipv4Range, parseIpv4, type AddressBlock, type Ipv4Network } from "../shared/cidr";
import {
  addressesIn,
  LARGEST_NETMASK,
  MOST_TIERS,
  planSubnets,
  SMALLEST_NETMASK,
  smallestNetmask,
  SUBNET_KINDS,
  type NoRoom,
  type Overlap,
  type PlannedSubnet,
  type PlanTier,
  type SubnetKind,
} from "./address-plan";
import { slotKey, slotKeys, type ZoneSlot } from "./availability-zones";

/** A tier of subnets, one in each zone. */
export interface SubnetTierArgs {
  /**
   * What its subnets reach. `public`: the internet, both ways. `private`: the internet outwards, through NAT gateways.
   * `isolated`: nothing but the VPC, its endpoints and the routes you add. `reserved`: there are no subnets, only their
   * room; write it where a tier was, with the netmask that the tier had, or where one is to come.
   *
   * Identity: changing it changes the default netmask, and a netmask replaces the subnets.
   *
   * @default the tier's name, if that is a kind
   */
  readonly kind?: SubnetKind;
  /**
   * Size of each subnet, 16 to 28; 27 at most if public, which is what a load balancer needs. Identity: another netmask
   * replaces the tier's subnets and moves the tiers after it.
   *
   * @default by the size of the VPC and `maxAvailabilityZones`; in a /16 with six zones /20 if private, else /22
   */
  readonly netmask?: number;
  /**
   * Ranges of your own, by slot: `{ az1: "10.0.0.0/18", … }`, for subnets that exist already. They are taken as they are,
   * and the tier takes no room of the address plan. Name one for every zone in use.
   */
  readonly subnets?: Readonly<Record<string, string>>;
  /** Tags of its subnets and route tables, besides those of the network. */
  readonly tags?: pulumi.Input<Tags>;
}

/** The ranges of a VPC: the first, unknown while an IPAM pool has yet to choose it, and further ones. */
export interface VpcRanges {
  readonly primary: Ipv4Network | undefined;
  readonly secondary: readonly Ipv4Network[];
}

/** What tiers are judged against. */
export interface TierContext {
  readonly ranges: VpcRanges;
  readonly maxZones: number;
  readonly slots: readonly ZoneSlot[];
}

/** A tier as the planner takes it, with the tags of its children. */
export interface Tier extends PlanTier {
  readonly tags: pulumi.Input<Tags>;
}

// A name like 10 is refused too: JavaScript moves it to the front of its object, and order is identity here.
const tierKey = childKey("the name of a tier", "web");
const tierName: Check<unknown> = (name) =>
  name === "nat"
    ? { shown: "", limit: "is what NAT gateways are called", remedy: "write another name" }
    : tierKey(name);

const TIER_ARGUMENTS: Readonly<Record<keyof SubnetTierArgs, true>> = {
  kind: true,
  netmask: true,
  subnets: true,
  tags: true,
};

/** Reads `tiers`; undefined if anything is wrong with one of them by itself. */
export function readTiers(
  problems: Problems,
  tiers: Readonly<Record<string, SubnetTierArgs>>,
  context: TierContext,
): Tier[] | undefined {
  if (!problems.check("tiers", tiers, objectLike("write tiers by name, such as { public: {}, private: {} }")))
    return undefined;
  const entries = Object.entries(tiers);
  if (entries.length > MOST_TIERS) {
    const limit = `${entries.length} tiers are more than the ${MOST_TIERS} that a VPC's IPv6 range has numbers for`;
    problems.add("tiers", tiers, { shown: "", limit, remedy: "leave some out" });
  }
  const read = entries.map(([name, args]) => readTier(problems, name, args, context));
  const right = read.filter((tier) => tier !== undefined);
  return right.length === entries.length ? right : undefined;
}

function readTier(problems: Problems, name: string, args: SubnetTierArgs, context: TierContext): Tier | undefined {
  const path = `tiers.${name}`;
  if (!problems.checkNames(path, args, Object.keys(TIER_ARGUMENTS))) return undefined;
  const { kind = name as SubnetKind, netmask } = args;
  const tags = checkAwsTags(problems, args.tags, `${path}.tags`);
  if (!problems.check(path, name, tierName)) return undefined;
  const isKind = problems.check(
    `${path}.kind`,
    args.kind,
    args.kind === undefined ? kindByName(name) : oneOf(SUBNET_KINDS),
  );
  if (!isKind) return undefined;
  const isSized = netmask === undefined || problems.check(`${path}.netmask`, netmask, netmaskOf(kind));
  const isWhole = checkShape(problems, path, kind, args);
  const subnets = args.subnets && readSubnets(problems, `${path}.subnets`, args.subnets, context);
  return isSized && isWhole && (subnets !== undefined) === (args.subnets !== undefined)
    ? { name, kind, netmask, subnets, tags }
    : undefined;
}

const kindByName = (name: string): Check<unknown> => {
  const remedy = `write ${SUBNET_KINDS.map((kind) => `"${kind}"`).join(" or ")}`;
  return () =>
    SUBNET_KINDS.some((kind) => kind === name)
      ? undefined
      : { shown: "", limit: "is needed, since the tier is not named after a kind", remedy };
};

const netmaskOf = (kind: SubnetKind): Check<number> => {
  const smallest = smallestNetmask(kind);
  return (netmask) =>
    Number.isInteger(netmask) && netmask >= LARGEST_NETMASK && netmask <= smallest
      ? undefined
      : {
          limit: `is not a whole number from ${LARGEST_NETMASK} to ${smallest}${kind === "public" ? ", the smallest a load balancer takes" : ""}`,
          remedy: "write one, or leave it out",
        };
};

function checkShape(problems: Problems, path: string, kind: SubnetKind, { netmask, subnets }: SubnetTierArgs): boolean {
  if (kind === "reserved" && netmask === undefined) {
    const remedy = "write the netmask that the tier had, or is to have";
    problems.add(`${path}.netmask`, netmask, { shown: "", limit: "is needed by a reserved tier", remedy });
    return false;
  }
  if (subnets !== undefined && (netmask !== undefined || kind === "reserved")) {
    const other = kind === "reserved" ? "a reserved tier" : "netmask";
    problems.add(`${path}.subnets`, subnets, {
      shown: "",
      limit: `excludes ${other}`,
      remedy: "leave one of them out",
    });
    return false;
  }
  return true;
}

/** Reads ranges given by hand, as blocks counted from the base of the VPC; undefined if one of them is wrong. */
function readSubnets(
  problems: Problems,
  path: string,
  subnets: Readonly<Record<string, string>>,
  { ranges, maxZones, slots }: TierContext,
): Map<number, AddressBlock> | undefined {
  const keys = slotKeys(maxZones);
  if (!problems.checkNames(path, subnets, keys)) return undefined;
  let isRight = true;
  const blocks = new Map<number, AddressBlock>();
  for (const [index, key] of keys.entries()) {
    const range = subnets[key];
    if (range !== undefined) {
      if (problems.check(`${path}.${key}`, range, subnetIn(ranges))) blocks.set(index + 1, blockOf(range, ranges));
      else isRight = false;
    } else if (slots.some((slot) => slot.key === key)) {
      const limit = "is needed, since the zone is in use";
      problems.add(`${path}.${key}`, range, { shown: "", limit, remedy: "write the range of its subnet" });
      isRight = false;
    }
  }
  return isRight ? blocks : undefined;
}

const subnetIn =
  ({ primary, secondary }: VpcRanges): Check<string> =>
  (range) => {
    const fault = ipv4Range(range);
    if (fault) return fault;
    const { base, netmask } = parseIpv4(range);
    if (netmask < LARGEST_NETMASK || netmask > SMALLEST_NETMASK) {
      return {
        limit: `is not a /${LARGEST_NETMASK} to /${SMALLEST_NETMASK}`,
        remedy: "write what the subnet has in AWS",
      };
    }
    const known = [...(primary ? [primary] : []), ...secondary];
    const isInside = (outer: Ipv4Network) =>
      base >= outer.base && base + addressesIn(netmask) <= outer.base + addressesIn(outer.netmask);
    if (known.some(isInside)) return undefined;
    const limit = primary
      ? "is outside of the VPC"
      : "is outside of secondaryCidrBlocks, and the pool's range is unknown";
    return { limit, remedy: "write a range inside of it, or add one to secondaryCidrBlocks" };
  };

function blockOf(range: string, { primary }: VpcRanges): AddressBlock {
  const { base, netmask } = parseIpv4(range);
  return { offset: base - (primary?.base ?? 0), netmask };
}

/** Gives every tier its addresses, and says what does not fit. */
export function planTiers(
  problems: Problems,
  tiers: readonly Tier[],
  vpcNetmask: number,
  { maxZones, slots }: TierContext,
): PlannedSubnet[] {
  const plan = planSubnets({ vpcNetmask, maxZones, tiers, slots: slots.map(({ number }) => number) });
  for (const fault of plan.faults) {
    if (fault.fault === "no-room") reportNoRoom(problems, fault, maxZones);
    else reportOverlap(problems, fault);
  }
  return [...plan.subnets];
}

function reportNoRoom(
  problems: Problems,
  { tier, netmask, neededAddresses, leftAddresses, fits }: NoRoom,
  zones: number,
) {
  const shown = `/${netmask}${tier.netmask === undefined ? ", the default," : ""}`;
  const limit = `for ${zones} zones needs ${neededAddresses} addresses, ${leftAddresses} are left`;
  problems.add(`tiers.${tier.name}.netmask`, netmask, { shown, limit, remedy: remedyOf(fits) });
}

function remedyOf(fits: NoRoom["fits"]): string {
  if (fits === undefined) return "no VPC has room for these tiers: give some of them smaller subnets";
  if ("netmask" in fits) return `largest that fits is /${fits.netmask}`;
  if ("maxZones" in fits) return `no size fits; maxAvailabilityZones: ${fits.maxZones} does`;
  return `no size fits; a VPC of /${fits.vpcNetmask} holds these tiers`;
}

function reportOverlap(problems: Problems, { tier, slot, with: other }: Overlap): void {
  const there = `tiers.${other.tier.name}.subnets.${slotKey(other.slot)}`;
  if (slot !== undefined) {
    const fault = { shown: "", limit: `overlaps ${there}`, remedy: "write the ranges that the subnets have in AWS" };
    problems.add(`tiers.${tier.name}.subnets.${slotKey(slot)}`, undefined, fault);
    return;
  }
  const remedy = "give it subnets too, or declare a reserved tier before it that covers what exists";
  problems.add(`tiers.${tier.name}`, undefined, { shown: "", limit: `would lie across ${there}`, remedy });
}
