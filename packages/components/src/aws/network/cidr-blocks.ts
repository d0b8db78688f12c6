import type * as pulumi from "@pulumi/pulumi";
import { objectLike, textLike, type Check, type Problems } from "../../shared/argument-issues";
import { childKey } from "../shared/children";
import { ipv4Range, parseIpv4, type Ipv4Network } from "../shared/cidr";
import { addressesIn, FEWEST_ZONES, LARGEST_NETMASK, MOST_ZONES, SMALLEST_NETMASK } from "./address-plan";
import { DEFAULT_CIDR_BLOCK, VPC_DEFAULTS, type VpcArgs, type VpcIpamArgs } from "./vpc-args";
import { regionOfZone, type ZoneSlot } from "./availability-zones";

/** The first range of a VPC. */
export interface VpcRange {
  /** Undefined if an IPAM pool chooses it. */
  readonly cidrBlock: string | undefined;
  readonly network: Ipv4Network | undefined;
  /** Undefined if it is wrong. */
  readonly netmask: number | undefined;
  readonly ipam?: VpcIpamArgs;
}

const poolId = textLike(
  /^ipam-pool-[0-9a-f]+$/,
  "the ID of an IPAM pool",
  'write it like "ipam-pool-0a1b2c3d4e5f60718"',
);

const vpcNetmask: Check<number> = (netmask) =>
  Number.isInteger(netmask) && netmask >= LARGEST_NETMASK && netmask <= SMALLEST_NETMASK
    ? undefined
    : { limit: `is not the size of a VPC, ${LARGEST_NETMASK} to ${SMALLEST_NETMASK}`, remedy: "write one of them" };

const vpcRange: Check<string> = (range) => {
  const fault = ipv4Range(range);
  if (fault || vpcNetmask(parseIpv4(range).netmask) === undefined) return fault;
  const limit = `is not of the size of a VPC, /${LARGEST_NETMASK} to /${SMALLEST_NETMASK}`;
  return { limit, remedy: "write a range of that size" };
};

/** Reads `cidrBlock` and `ipam`. */
export function readRange(problems: Problems, { cidrBlock, ipam }: VpcArgs): VpcRange {
  const unknown = { cidrBlock: undefined, network: undefined, netmask: undefined };
  if (ipam === undefined) {
    const range = cidrBlock ?? DEFAULT_CIDR_BLOCK;
    if (!problems.check("cidrBlock", range, vpcRange)) return unknown;
    const network = parseIpv4(range);
    return { cidrBlock: range, network, netmask: network.netmask };
  }
  if (cidrBlock !== undefined) {
    const limit = "excludes ipam, whose pool chooses the range";
    problems.add("cidrBlock", cidrBlock, { limit, remedy: "leave one of them out" });
  }
  if (!problems.checkNames("ipam", ipam, ["poolId", "netmaskLength"])) return unknown;
  const { netmaskLength } = ipam;
  const judged = { poolId: problems.checkInput("ipam.poolId", ipam.poolId, poolId), netmaskLength };
  return problems.check("ipam.netmaskLength", netmaskLength, vpcNetmask)
    ? { ...unknown, netmask: netmaskLength, ipam: judged }
    : unknown;
}

const rangeName = childKey("the name of a range", "pods");

/** Reads `secondaryCidrBlocks`. */
export function readSecondaryRanges(
  problems: Problems,
  blocks: Readonly<Record<string, string>>,
  primary: Ipv4Network | undefined,
): Ipv4Network[] {
  const path = "secondaryCidrBlocks";
  if (!problems.check(path, blocks, objectLike('write ranges by a name of yours, such as { pods: "100.64.0.0/16" }')))
    return [];
  const read: { at: string; network: Ipv4Network }[] = primary ? [{ at: "cidrBlock", network: primary }] : [];
  for (const [key, range] of Object.entries(blocks)) {
    const at = `${path}.${key}`;
    if (!problems.check(at, key, rangeName) || !problems.check(at, range, vpcRange)) continue;
    const network = parseIpv4(range);
    const other = read.find((earlier) => overlap(earlier.network, network));
    if (other) problems.add(at, range, { limit: `overlaps ${other.at}`, remedy: "write another range" });
    read.push({ at, network });
  }
  return read.filter(({ at }) => at !== "cidrBlock").map(({ network }) => network);
}

const overlap = (one: Ipv4Network, other: Ipv4Network): boolean =>
  one.base < other.base + addressesIn(other.netmask) && other.base < one.base + addressesIn(one.netmask);

/** Reads `maxAvailabilityZones`; the default if it is wrong, so that what builds on it can be judged. */
export function readMaxZones(problems: Problems, maxZones: number): number {
  const isRight = problems.check("maxAvailabilityZones", maxZones, (zones) =>
    Number.isInteger(zones) && zones >= FEWEST_ZONES && zones <= MOST_ZONES
      ? undefined
      : { limit: `is not a whole number from ${FEWEST_ZONES} to ${MOST_ZONES}`, remedy: "write one of them" },
  );
  return isRight ? maxZones : VPC_DEFAULTS.production.maxAvailabilityZones;
}

/** The region, where the arguments say it: `region`, or the zones. */
export function readRegion(
  problems: Problems,
  region: pulumi.Input<string> | undefined,
  slots: readonly ZoneSlot[],
): pulumi.Input<string> | undefined {
  const zone = slots[0]?.zone;
  const ofZones = zone === undefined ? undefined : regionOfZone(zone);
  if (region !== undefined && ofZones !== undefined) {
    return problems.checkInput("region", region, (known) =>
      known === ofZones
        ? undefined
        : { limit: `is not the region of availabilityZones, ${ofZones}`, remedy: "write one region" },
    );
  }
  return region ?? ofZones;
}
