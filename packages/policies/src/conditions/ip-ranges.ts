import { isIPv4, isIPv6 } from "node:net";

/** Why EC2 does not store a range as it is written: bits beyond the prefix are set, or IPv6 is not in its short form. */
export type CidrIssue = "host bits" | "spelling";

/**
 * What is wrong with a range such as `10.0.0.0/8`, or undefined. A text that is no range at all is none of our business:
 * the provider says so.
 */
export function cidrIssue(range: string): CidrIssue | undefined {
  const [address = "", prefix = "", ...rest] = range.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  if (isIPv4(address)) return hasHostBits(ipv4Bytes(address), Number(prefix)) ? "host bits" : undefined;
  if (!isIPv6(address) || address.includes("%")) return undefined;
  const short = shortIpv6(address);
  if (hasHostBits(ipv6Bytes(short), Number(prefix))) return "host bits";
  return short === address ? undefined : "spelling";
}

function hasHostBits(bytes: readonly number[], prefix: number): boolean {
  return bytes.some((byte, index) => {
    const networkBits = Math.min(Math.max(prefix - 8 * index, 0), 8);
    return (byte & (0xff >> networkBits)) !== 0;
  });
}

const ipv4Bytes = (address: string) => address.split(".").map(Number);

/** As RFC 5952 has it, which is how AWS answers: URLs hold addresses in that form. */
const shortIpv6 = (address: string) => new URL(`http://[${address}]/`).hostname.slice(1, -1);

function ipv6Bytes(short: string): readonly number[] {
  const [head = "", tail] = short.split("::");
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

const groups = (text: string) => (text === "" ? [] : text.split(":").map((group) => parseInt(group, 16)));
