import { parseCidrBlock, type CidrBlock } from "../../evaluation/cidr-blocks";
import type { Range } from "../requests/constraint";

/** IPv6 addresses follow the IPv4 addresses, so that a number identifies an address of either family. */
const FIRST_IPV6 = 1n << 32n;
const LENGTHS = { ipv4: 32, ipv6: 128 };

/** All addresses of each family. A program that computes a CIDR block does not compute one of these. */
export const ALL_ADDRESSES: readonly Range[] = [
  [0n, FIRST_IPV6 - 1n],
  [FIRST_IPV6, FIRST_IPV6 + (1n << 128n) - 1n],
];

/** Returns the addresses of a CIDR block as numbers, or undefined if the prefix is too long. Host bits are ignored. */
export function cidrRange({ family, bytes, prefix }: CidrBlock): Range | undefined {
  const hostBits = BigInt(LENGTHS[family] - prefix);
  if (hostBits < 0n) return undefined;
  const address = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const first = ((address >> hostBits) << hostBits) + (family === "ipv6" ? FIRST_IPV6 : 0n);
  return [first, first + (1n << hostBits) - 1n];
}

/** Returns the addresses of a CIDR block or of a single address. */
export function addressRange(text: string): Range | undefined {
  const trimmed = text.trim();
  const block = parseCidrBlock(trimmed) ?? parseCidrBlock(`${trimmed}/${trimmed.includes(":") ? 128 : 32}`);
  return block && cidrRange(block);
}
