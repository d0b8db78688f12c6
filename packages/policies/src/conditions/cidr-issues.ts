import { isIPv4, isIPv6 } from "node:net";

/** Why EC2 stores a CIDR block differently: host bits are set, or an IPv6 address is not in its canonical form. */
export type CidrIssue = "host bits" | "spelling";

/**
 * Returns why EC2 would store a CIDR block differently, or undefined. Strings that are not CIDR blocks are ignored,
 * because the provider rejects them.
 */
export function cidrIssue(range: string): CidrIssue | undefined {
  const [address = "", prefix = "", ...rest] = range.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  if (isIPv4(address)) return hasHostBits(ipv4Bytes(address), Number(prefix)) ? "host bits" : undefined;
  if (!isIPv6(address) || address.includes("%")) return undefined;
  const canonical = canonicalIpv6(address);
  if (hasHostBits(ipv6Bytes(canonical), Number(prefix))) return "host bits";
  return canonical === address ? undefined : "spelling";
}

function hasHostBits(bytes: readonly number[], prefix: number): boolean {
  return bytes.some((byte, index) => {
    const networkBits = Math.min(Math.max(prefix - 8 * index, 0), 8);
    return (byte & (0xff >> networkBits)) !== 0;
  });
}

const ipv4Bytes = (address: string) => address.split(".").map(Number);

/** Returns the RFC 5952 form, which AWS also uses. The URL parser produces it. */
const canonicalIpv6 = (address: string) => new URL(`http://[${address}]/`).hostname.slice(1, -1);

function ipv6Bytes(canonical: string): readonly number[] {
  const [head = "", tail] = canonical.split("::");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

const groups = (part: string) => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16)));
