import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { integerBetween, matching, plainObject } from "../../shared/checks";
import { childKey } from "../shared/children";
import { ipv4CidrBlock, parseIpv4CidrBlock, type Ipv4Block } from "../shared/cidr";
import { addressesIn, LARGEST_NETMASK, MAX_ZONES, MIN_ZONES, SMALLEST_NETMASK } from "./address-plan";
import { regionOfZone, type ZoneSlot } from "./availability-zones";
import { DEFAULT_CIDR_BLOCK, VPC_DEFAULTS, type VpcArgs, type VpcIpamArgs } from "./vpc-args";

/** The primary CIDR block of a VPC. */
export interface PrimaryCidrBlock {
  /** The block in CIDR notation; `undefined` if an IPAM pool allocates it, or if it is invalid. */
  readonly cidrBlock: string | undefined;
  /** The parsed block; `undefined` if `cidrBlock` is `undefined`. */
  readonly block: Ipv4Block | undefined;
  /** The netmask of the VPC; `undefined` if it is invalid. */
  readonly netmask: number | undefined;
  readonly ipam?: VpcIpamArgs;
}

const ipamPoolId = matching(
  /^ipam-pool-[0-9a-f]+$/,
  "the ID of an IPAM pool",
  'Example: "ipam-pool-0a1b2c3d4e5f60718".',
);

const vpcNetmask = integerBetween(LARGEST_NETMASK, SMALLEST_NETMASK);

const vpcCidrBlock: Check<string> = (block) => {
  const detail = ipv4CidrBlock(block);
  if (detail || vpcNetmask(parseIpv4CidrBlock(block).netmask) === undefined) return detail;
  return {
    code: "out-of-range",
    statement: (got) => `expected a CIDR block from /${LARGEST_NETMASK} to /${SMALLEST_NETMASK}, got ${got}`,
  };
};

/** Checks `cidrBlock` and `ipam`, and returns the primary CIDR block. */
export function resolvePrimaryCidrBlock(issues: ArgumentIssues, { cidrBlock, ipam }: VpcArgs): PrimaryCidrBlock {
  const unresolved = { cidrBlock: undefined, block: undefined, netmask: undefined };
  if (ipam === undefined) {
    const primary = cidrBlock ?? DEFAULT_CIDR_BLOCK;
    if (!issues.check("cidrBlock", primary, vpcCidrBlock)) return unresolved;
    const block = parseIpv4CidrBlock(primary);
    return { cidrBlock: primary, block, netmask: block.netmask };
  }
  if (cidrBlock !== undefined) {
    const statement = "cannot be combined with ipam, whose pool allocates the CIDR block";
    issues.add("cidrBlock", cidrBlock, { code: "conflict", statement, remedy: "Remove either cidrBlock or ipam." });
  }
  if (!issues.checkNames("ipam", ipam, ["poolId", "netmaskLength"])) return unresolved;
  const { netmaskLength } = ipam;
  const checkedIpam = { poolId: issues.checkInput("ipam.poolId", ipam.poolId, ipamPoolId), netmaskLength };
  return issues.check("ipam.netmaskLength", netmaskLength, vpcNetmask)
    ? { ...unresolved, netmask: netmaskLength, ipam: checkedIpam }
    : unresolved;
}

const cidrBlockName = childKey("the name of a CIDR block", "pods");

/** Checks `secondaryCidrBlocks` and returns the parsed blocks. */
export function resolveSecondaryCidrBlocks(
  issues: ArgumentIssues,
  blocks: Readonly<Record<string, string>>,
  primary: Ipv4Block | undefined,
): Ipv4Block[] {
  const path = "secondaryCidrBlocks";
  const isObject = plainObject("an object of CIDR blocks by name", 'Example: { pods: "100.64.0.0/16" }.');
  if (!issues.check(path, blocks, isObject)) return [];
  const parsed: { path: string; block: Ipv4Block }[] = primary ? [{ path: "cidrBlock", block: primary }] : [];
  for (const [name, cidrBlock] of Object.entries(blocks)) {
    const blockPath = `${path}.${name}`;
    if (!issues.check(blockPath, name, cidrBlockName) || !issues.check(blockPath, cidrBlock, vpcCidrBlock)) continue;
    const block = parseIpv4CidrBlock(cidrBlock);
    const overlapping = parsed.find((earlier) => overlaps(earlier.block, block));
    if (overlapping) {
      issues.add(blockPath, cidrBlock, { code: "conflict", statement: `"${cidrBlock}" overlaps ${overlapping.path}` });
    }
    parsed.push({ path: blockPath, block });
  }
  return parsed.filter((entry) => entry.path !== "cidrBlock").map(({ block }) => block);
}

const overlaps = (a: Ipv4Block, b: Ipv4Block): boolean =>
  a.base < b.base + addressesIn(b.netmask) && b.base < a.base + addressesIn(a.netmask);

/** Checks and returns `maxAvailabilityZones`. If it is invalid, returns the default, so that other arguments can be checked. */
export function resolveMaxZones(issues: ArgumentIssues, maxZones: number): number {
  return issues.check("maxAvailabilityZones", maxZones, integerBetween(MIN_ZONES, MAX_ZONES))
    ? maxZones
    : VPC_DEFAULTS.production.maxAvailabilityZones;
}

/** Returns the Region from `region` or from the zone names, or `undefined` if neither determines the Region. */
export function resolveRegion(
  issues: ArgumentIssues,
  region: pulumi.Input<string> | undefined,
  slots: readonly ZoneSlot[],
): pulumi.Input<string> | undefined {
  const zone = slots[0]?.zone;
  const zoneRegion = zone === undefined ? undefined : regionOfZone(zone);
  if (region !== undefined && zoneRegion !== undefined) {
    return issues.checkInput("region", region, (value) =>
      value === zoneRegion
        ? undefined
        : {
            code: "conflict",
            statement: (got) => `expected "${zoneRegion}", the Region of availabilityZones, got ${got}`,
          },
    );
  }
  return region ?? zoneRegion;
}
