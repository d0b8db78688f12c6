import { Address4, Address6 } from "ip-address";
import type { Check, IssueDetail } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";

/** An IPv4 CIDR block: its first address as a number, and its netmask. */
export interface Ipv4Block {
  readonly base: number;
  readonly netmask: number;
}

/** A block of addresses relative to the beginning of a VPC, which can be known before the VPC's CIDR block is known. */
export interface AddressBlock {
  /** The number of addresses between the beginning of the VPC and the beginning of the block. */
  readonly offset: number;
  readonly netmask: number;
}

/** Accepts IPv4 CIDR blocks without host bits. */
export const ipv4CidrBlock: Check<unknown> = (value) =>
  isIpv4CidrBlock(value)
    ? hostBitsOf(value, new Address4(value))
    : expected(formatCode(value), "an IPv4 CIDR block", 'Example: "10.0.0.0/16".');

/** Accepts IPv4 and IPv6 CIDR blocks without host bits. */
export const cidrBlock: Check<unknown> = (value) => {
  if (isIpv4CidrBlock(value)) return hostBitsOf(value, new Address4(value));
  return isIpv6CidrBlock(value) && Address6.isValid(value)
    ? hostBitsOf(value, new Address6(value))
    : expected(formatCode(value), "a CIDR block", 'Examples: "10.0.0.0/16", "fd00:8::/32".');
};

const formatCode = (value: unknown) => (typeof value === "string" ? "invalid-format" : "wrong-type");

const isIpv4CidrBlock = (value: unknown): value is string =>
  typeof value === "string" && value.includes("/") && Address4.isValid(value);

/** Whether a CIDR block is IPv6 rather than IPv4: only IPv6 addresses contain colons. */
export const isIpv6CidrBlock = (value: unknown): value is string =>
  typeof value === "string" && value.includes(":") && value.includes("/");

/** Parses a CIDR block that `ipv4CidrBlock` accepts. */
export function parseIpv4CidrBlock(block: string): Ipv4Block {
  const address = new Address4(block);
  return { base: Number(address.bigInt()), netmask: address.subnetMask };
}

/** Returns the CIDR block of a subnet in a VPC. */
export function subnetCidrBlock(vpcCidrBlock: string, { offset, netmask }: AddressBlock): string {
  return `${new Address4(vpcCidrBlock).offset(offset).correctForm()}/${netmask}`;
}

/** Returns the IPv6 CIDR block with this number among the /64 blocks of a VPC, in the form that AWS returns. */
export function subnetIpv6CidrBlock(vpcIpv6CidrBlock: string, ipv6Number: number): string {
  return `${new Address6(vpcIpv6CidrBlock).offset(BigInt(ipv6Number) << 64n).correctForm()}/64`;
}

function hostBitsOf(value: string, address: Address4 | Address6): IssueDetail | undefined {
  const block = address.networkForm();
  return value.toLowerCase() === block
    ? undefined
    : { ...expected("invalid-format", "a CIDR block without host bits"), remedy: `Use "${block}".` };
}
