import { isIPv4, isIPv6 } from "node:net";

/** A parsed CIDR block. */
export interface CidrBlock {
  /** The address as the program spells it. */
  readonly address: string;
  readonly family: "ipv4" | "ipv6";
  /** The bytes of the address, including host bits. */
  readonly bytes: readonly number[];
  /** The prefix length, which can exceed the length of the address. */
  readonly prefix: number;
}

/** Parses a CIDR block. Returns undefined for other strings, such as the ID of a prefix list. */
export function parseCidrBlock(range: string): CidrBlock | undefined {
  const [address = "", length = "", ...rest] = range.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = Number(length);
  if (isIPv4(address)) return { address, family: "ipv4", bytes: address.split(".").map(Number), prefix };
  if (!isIPv6(address) || address.includes("%")) return undefined;
  return { address, family: "ipv6", bytes: ipv6Bytes(canonicalIpv6(address)), prefix };
}

/** Returns the RFC 5952 form of an IPv6 address, which AWS also uses. The URL parser produces it. */
export const canonicalIpv6 = (address: string): string => new URL(`http://[${address}]/`).hostname.slice(1, -1);

function ipv6Bytes(canonical: string): readonly number[] {
  const [head = "", tail] = canonical.split("::");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

const groups = (part: string) => (part === "" ? [] : part.split(":").map((group) => parseInt(group, 16)));

/** Whether a CIDR block contains every address of another CIDR block. EC2 ignores host bits. */
export function containsRange(outer: string, inner: string): boolean {
  const [container, content] = [parseCidrBlock(outer.trim()), parseCidrBlock(inner.trim())];
  return container !== undefined && content !== undefined && contains(container, content);
}

const contains = (outer: CidrBlock, inner: CidrBlock): boolean =>
  outer.family === inner.family &&
  outer.prefix <= inner.prefix &&
  outer.bytes.every((byte, index) => {
    const networkBits = Math.min(Math.max(outer.prefix - 8 * index, 0), 8);
    const mask = (0xff << (8 - networkBits)) & 0xff;
    return (byte & mask) === ((inner.bytes[index] ?? 0) & mask);
  });

/**
 * The longest prefix of a CIDR block that counts as the internet. A /8 is the largest IPv4 block that IANA assigned to a
 * single organization, and a /12 is the IPv6 block that IANA assigns to a whole regional registry:
 * https://www.iana.org/assignments/ipv4-address-space and https://www.iana.org/assignments/ipv6-unicast-address-assignments
 */
const INTERNET_PREFIX = { ipv4: 7, ipv6: 12 };

/** The multicast and reserved IPv4 addresses, and the unique local, link-local, and multicast IPv6 addresses. */
const NOT_INTERNET = ["224.0.0.0/3", "fc00::/6"].map(parseCidrBlock);

/**
 * Whether a CIDR block contains so large a share of all addresses that it stands for the internet. A program that splits
 * the internet into `0.0.0.0/1` and `128.0.0.0/1` therefore has two such blocks.
 */
export function isInternetRange(range: string): boolean {
  const block = parseCidrBlock(range.trim());
  if (block === undefined || block.prefix > INTERNET_PREFIX[block.family]) return false;
  return !NOT_INTERNET.some((reserved) => reserved !== undefined && contains(reserved, block));
}

/** The longest prefix that Amazon S3 treats as public if a policy condition allows it. */
const PUBLIC_SOURCE_PREFIX = { ipv4: 7, ipv6: 31 };

/**
 * Whether a policy that allows a range of source addresses is public. Amazon S3 treats values of `aws:SourceIp` that are
 * broader than /8 for IPv4 and /32 for IPv6 as public.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublicSource(range: string): boolean {
  const block = parseCidrBlock(range.trim());
  return block !== undefined && block.prefix <= PUBLIC_SOURCE_PREFIX[block.family];
}
