import { canonicalIpv6, parseCidrBlock } from "../evaluation/cidr-blocks";

/** Why EC2 stores a CIDR block differently: host bits are set, or an IPv6 address is not in its canonical form. */
export type CidrIssue = "host bits" | "spelling";

/**
 * Returns why EC2 would store a CIDR block differently, or undefined. Strings that are not CIDR blocks are ignored,
 * because the provider rejects them.
 */
export function cidrIssue(range: string): CidrIssue | undefined {
  const block = parseCidrBlock(range);
  if (block === undefined) return undefined;
  if (hasHostBits(block.bytes, block.prefix)) return "host bits";
  return block.family === "ipv6" && canonicalIpv6(block.address) !== block.address ? "spelling" : undefined;
}

function hasHostBits(bytes: readonly number[], prefix: number): boolean {
  return bytes.some((byte, index) => {
    const networkBits = Math.min(Math.max(prefix - 8 * index, 0), 8);
    return (byte & (0xff >> networkBits)) !== 0;
  });
}
