import { Address4, Address6 } from "ip-address";
import type { Check } from "../../shared/argument-issues";

/** An IPv4 range: its first address as a number, and its netmask. */
export interface Ipv4Network {
  readonly base: number;
  readonly netmask: number;
}

/** A range of addresses. It counts from the base of the VPC, so a base that is not known yet leaves it known. */
export interface AddressBlock {
  readonly offset: number;
  readonly netmask: number;
}

/** An IPv4 range in CIDR notation that begins where it says. */
export const ipv4Range: Check<unknown> = (value) =>
  typeof value === "string" && value.includes("/") && Address4.isValid(value)
    ? beginning(value, new Address4(value))
    : { limit: "is not an IPv4 range", remedy: 'write it like "10.0.0.0/16"' };

/** An IPv4 or IPv6 range in CIDR notation that begins where it says. */
export const ipRange: Check<unknown> = (value) =>
  isIpv6Range(value) && Address6.isValid(value)
    ? beginning(value, new Address6(value))
    : ipv4Range(value) && { limit: "is not an IP range", remedy: 'write it like "10.0.0.0/16" or "fd00:8::/32"' };

/** Whether a range is IPv6 rather than IPv4, by the colons that only one of them has. */
export const isIpv6Range = (value: unknown): value is string =>
  typeof value === "string" && value.includes(":") && value.includes("/");

/** Takes apart a range that `ipv4Range` accepts. */
export function parseIpv4(range: string): Ipv4Network {
  const address = new Address4(range);
  return { base: Number(address.bigInt()), netmask: address.subnetMask };
}

/** A block of the address plan as a range, in a VPC that begins at `vpcRange`. */
export function subnetRange(vpcRange: string, { offset, netmask }: AddressBlock): string {
  return `${new Address4(vpcRange).offset(offset).correctForm()}/${netmask}`;
}

/** The /64 with this number in a VPC's IPv6 range, in the form that AWS gives back. */
export function subnetIpv6Range(vpcRange: string, ipv6Number: number): string {
  return `${new Address6(vpcRange).offset(BigInt(ipv6Number) << 64n).correctForm()}/64`;
}

function beginning(value: string, address: Address4 | Address6) {
  const range = address.networkForm();
  return value.toLowerCase() === range
    ? undefined
    : { limit: "is not how its range is written", remedy: `write "${range}"` };
}
