import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { integerBetween, oneOf, plainObject } from "../../shared/checks";
import type { Tags } from "../../shared/tags";
import { checkAwsTags } from "../shared/aws-tags";
import { childKey } from "../shared/children";
import { ipv4CidrBlock, parseIpv4CidrBlock, type AddressBlock, type Ipv4Block } from "../shared/cidr";
import {
  addressesIn,
  LARGEST_NETMASK,
  MAX_TIERS,
  planAddresses,
  SMALLEST_NETMASK,
  smallestNetmask,
  SUBNET_KINDS,
  type CapacityIssue,
  type OverlapIssue,
  type PlannedSubnet,
  type PlanTier,
  type SubnetKind,
} from "./address-plan";
import { slotKey, slotKeys, type ZoneSlot } from "./availability-zones";
import { alternatives, quote } from "../../shared/wording";

/** A tier of subnets: one subnet in each Availability Zone. */
export interface SubnetTierArgs {
  /**
   * The destinations that the subnets of the tier can reach.
   *
   * - `public`: the internet, in both directions.
   * - `private`: the internet through NAT gateways, outbound only.
   * - `isolated`: only the VPC, its endpoints, and the destinations of `routes`.
   * - `reserved`: the tier has no subnets and only keeps addresses free. Use it in place of a removed tier, with the netmask
   *   of the removed tier, or for a tier to be added later.
   *
   * Identity: the kind determines the default netmask, so changing it can replace the subnets.
   *
   * @default the name of the tier, if that name is a kind
   */
  readonly kind?: SubnetKind;
  /**
   * The netmask of each subnet, from 16 to 28; at most 27 for public tiers, because load balancers require a /27. Identity:
   * changing it replaces the tier's subnets and moves the tiers after it.
   *
   * @default depends on the size of the VPC and on `maxAvailabilityZones`; in a /16 with six zones, 20 for private tiers and
   * 22 for others
   */
  readonly netmaskLength?: number;
  /**
   * Explicit CIDR blocks by slot, for existing subnets: `{ az1: "10.0.0.0/18", … }`. The tier takes no addresses from the
   * address plan. Each slot in use requires a block.
   */
  readonly subnets?: Readonly<Record<string, string>>;
  /** Tags for the tier's subnets and route tables. These tags take precedence over the network's tags. */
  readonly tags?: pulumi.Input<Tags>;
}

/** The CIDR blocks of a VPC. */
export interface VpcCidrBlocks {
  /** The primary block; `undefined` if an IPAM pool allocates it. */
  readonly primary: Ipv4Block | undefined;
  readonly secondary: readonly Ipv4Block[];
}

/** The arguments that tiers depend on. */
export interface TierContext {
  readonly cidrBlocks: VpcCidrBlocks;
  readonly maxZones: number;
  readonly slots: readonly ZoneSlot[];
}

/** A tier for the address plan, with the tags of its children. */
export interface Tier extends PlanTier {
  readonly tags: pulumi.Input<Tags>;
}

// Names such as "10" are rejected as well: JavaScript moves integer keys to the front of an object, and the order matters.
const tierKey = childKey("the name of a tier", "web");
const tierName: Check<unknown> = (name) =>
  name === "nat" ? { code: "not-allowed", statement: '"nat" is reserved for NAT gateways' } : tierKey(name);

const TIER_ARGUMENTS: Readonly<Record<keyof SubnetTierArgs, true>> = {
  kind: true,
  netmaskLength: true,
  subnets: true,
  tags: true,
};

/** Checks `tiers` and returns them, or `undefined` if one of them is invalid. */
export function resolveTiers(
  issues: ArgumentIssues,
  tiers: Readonly<Record<string, SubnetTierArgs>>,
  context: TierContext,
): Tier[] | undefined {
  const isObject = plainObject("an object of tiers by name", "Example: { public: {}, private: {} }.");
  if (!issues.check("tiers", tiers, isObject)) return undefined;
  const entries = Object.entries(tiers);
  if (entries.length > MAX_TIERS) {
    const statement = `expected at most ${MAX_TIERS} tiers, got ${entries.length}`;
    const remedy = `A VPC has IPv6 addresses for ${MAX_TIERS} tiers.`;
    issues.add("tiers", tiers, { code: "out-of-range", statement, remedy });
  }
  const resolved = entries.map(([name, args]) => resolveTier(issues, name, args, context));
  const valid = resolved.filter((tier) => tier !== undefined);
  return valid.length === entries.length ? valid : undefined;
}

function resolveTier(
  issues: ArgumentIssues,
  name: string,
  args: SubnetTierArgs,
  context: TierContext,
): Tier | undefined {
  const path = `tiers.${name}`;
  if (!issues.checkNames(path, args, Object.keys(TIER_ARGUMENTS))) return undefined;
  const { kind = name as SubnetKind, netmaskLength } = args;
  const tags = checkAwsTags(issues, args.tags, `${path}.tags`);
  if (!issues.check(path, name, tierName)) return undefined;
  const kindCheck = args.kind === undefined ? kindFromName(name) : oneOf(SUBNET_KINDS);
  if (!issues.check(`${path}.kind`, args.kind, kindCheck)) return undefined;
  const isNetmaskValid =
    netmaskLength === undefined || issues.check(`${path}.netmaskLength`, netmaskLength, subnetNetmask(kind));
  const isCombinationValid = checkCombination(issues, path, kind, args);
  const subnets = args.subnets && resolveExplicitSubnets(issues, `${path}.subnets`, args.subnets, context);
  return isNetmaskValid && isCombinationValid && (subnets !== undefined) === (args.subnets !== undefined)
    ? { name, kind, netmask: netmaskLength, subnets, tags }
    : undefined;
}

const kindFromName =
  (name: string): Check<unknown> =>
  () =>
    SUBNET_KINDS.some((kind) => kind === name)
      ? undefined
      : {
          code: "missing",
          statement: "a kind is required, because the tier name is not a kind",
          remedy: `Set kind to ${alternatives(SUBNET_KINDS.map(quote))}.`,
        };

const subnetNetmask = (kind: SubnetKind): Check<unknown> =>
  integerBetween(
    LARGEST_NETMASK,
    smallestNetmask(kind),
    undefined,
    kind === "public" ? "Load balancers require at least a /27." : undefined,
  );

function checkCombination(
  issues: ArgumentIssues,
  path: string,
  kind: SubnetKind,
  { netmaskLength, subnets }: SubnetTierArgs,
): boolean {
  if (kind === "reserved" && netmaskLength === undefined) {
    issues.add(`${path}.netmaskLength`, netmaskLength, {
      code: "missing",
      statement: "a reserved tier requires a netmask length",
      remedy: "Set netmaskLength to the netmask that the tier had or will have.",
    });
    return false;
  }
  if (subnets !== undefined && (netmaskLength !== undefined || kind === "reserved")) {
    const excluded = kind === "reserved" ? 'kind: "reserved"' : "netmaskLength";
    const statement = `cannot be combined with ${excluded}`;
    const remedy = `Remove either subnets or ${excluded}.`;
    issues.add(`${path}.subnets`, subnets, { code: "conflict", statement, remedy });
    return false;
  }
  return true;
}

/** Returns explicit CIDR blocks by slot, relative to the beginning of the VPC, or `undefined` if one of them is invalid. */
function resolveExplicitSubnets(
  issues: ArgumentIssues,
  path: string,
  subnets: Readonly<Record<string, string>>,
  { cidrBlocks, maxZones, slots }: TierContext,
): Map<number, AddressBlock> | undefined {
  const keys = slotKeys(maxZones);
  if (!issues.checkNames(path, subnets, keys, "slot")) return undefined;
  let isValid = true;
  const blocks = new Map<number, AddressBlock>();
  for (const [index, key] of keys.entries()) {
    const cidrBlock = subnets[key];
    if (cidrBlock !== undefined) {
      if (issues.check(`${path}.${key}`, cidrBlock, subnetOf(cidrBlocks))) {
        blocks.set(index + 1, relativeBlock(cidrBlock, cidrBlocks));
      } else isValid = false;
    } else if (slots.some((slot) => slot.key === key)) {
      const statement = "a CIDR block is required, because the slot is in use";
      issues.add(`${path}.${key}`, cidrBlock, { code: "missing", statement });
      isValid = false;
    }
  }
  return isValid ? blocks : undefined;
}

const subnetOf =
  ({ primary, secondary }: VpcCidrBlocks): Check<string> =>
  (cidrBlock) => {
    const detail = ipv4CidrBlock(cidrBlock);
    if (detail) return detail;
    const { base, netmask } = parseIpv4CidrBlock(cidrBlock);
    if (netmask < LARGEST_NETMASK || netmask > SMALLEST_NETMASK) {
      return {
        code: "out-of-range",
        statement: (got) => `expected a CIDR block from /${LARGEST_NETMASK} to /${SMALLEST_NETMASK}, got ${got}`,
      };
    }
    const knownBlocks = [...(primary ? [primary] : []), ...secondary];
    const isWithin = (outer: Ipv4Block) =>
      base >= outer.base && base + addressesIn(netmask) <= outer.base + addressesIn(outer.netmask);
    if (knownBlocks.some(isWithin)) return undefined;
    const location = primary
      ? "outside the VPC"
      : "outside secondaryCidrBlocks, and the block that the IPAM pool allocates is not known yet";
    return {
      code: "out-of-range",
      statement: `"${cidrBlock}" is ${location}`,
      remedy: "Use a CIDR block in the VPC, or add the block to secondaryCidrBlocks.",
    };
  };

function relativeBlock(cidrBlock: string, { primary }: VpcCidrBlocks): AddressBlock {
  const { base, netmask } = parseIpv4CidrBlock(cidrBlock);
  return { offset: base - (primary?.base ?? 0), netmask };
}

/** Plans the addresses of all tiers and returns the subnets. Reports tiers that do not fit or overlap. */
export function planTierSubnets(
  issues: ArgumentIssues,
  tiers: readonly Tier[],
  vpcNetmask: number,
  { maxZones, slots }: TierContext,
): PlannedSubnet[] {
  const plan = planAddresses({ vpcNetmask, maxZones, tiers, slots: slots.map(({ number }) => number) });
  for (const issue of plan.issues) {
    if (issue.kind === "capacity") reportCapacity(issues, issue, maxZones);
    else reportOverlap(issues, issue);
  }
  return [...plan.subnets];
}

function reportCapacity(issues: ArgumentIssues, issue: CapacityIssue, zones: number): void {
  const { tier, netmask, neededAddresses, availableAddresses, fits } = issue;
  const size = `/${netmask}${tier.netmask === undefined ? " (the default)" : ""}`;
  const statement = `${size} for ${zones} zones requires ${neededAddresses} addresses, but only ${availableAddresses} are available`;
  issues.add(`tiers.${tier.name}.netmaskLength`, netmask, {
    code: "out-of-range",
    statement,
    remedy: capacityRemedy(fits),
  });
}

function capacityRemedy(fits: CapacityIssue["fits"]): string {
  if (fits === undefined) return "No VPC is large enough for these tiers. Reduce the size of some subnets.";
  if ("netmask" in fits) return `The largest subnet that fits is /${fits.netmask}.`;
  if ("maxZones" in fits) return `No netmask fits. Use maxAvailabilityZones: ${fits.maxZones}.`;
  return `No netmask fits. Use a VPC of /${fits.vpcNetmask}.`;
}

function reportOverlap(issues: ArgumentIssues, { tier, slot, with: conflicting }: OverlapIssue): void {
  const conflictingPath = `tiers.${conflicting.tier.name}.subnets.${slotKey(conflicting.slot)}`;
  if (slot !== undefined) {
    const path = `tiers.${tier.name}.subnets.${slotKey(slot)}`;
    issues.add(path, undefined, { code: "conflict", statement: `overlaps ${conflictingPath}` });
    return;
  }
  issues.add(`tiers.${tier.name}`, undefined, {
    code: "conflict",
    statement: `the planned addresses overlap ${conflictingPath}`,
    remedy:
      "Set the subnets of this tier as well, or declare a reserved tier that covers the existing subnets before this tier.",
  });
}
