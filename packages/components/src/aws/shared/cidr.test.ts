import fc from "fast-check";
import { cidrBlock, ipv4CidrBlock, parseIpv4CidrBlock, subnetIpv6CidrBlock, subnetCidrBlock } from "./cidr";

describe("IPv4 CIDR blocks", () => {
  it.each(["10.0.0.0/16", "0.0.0.0/0", "100.64.0.0/10"])("accepts %s", (block) => {
    expect(ipv4CidrBlock(block)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    10,
    {},
    "",
    "10.0.0.0",
    "10.0.0/16",
    "010.0.0.0/16",
    "10.0.0.0/33",
    "10.0.0.0/16/2",
    "fd00::/8",
  ])("rejects %p", (value) => {
    const code = typeof value === "string" ? "invalid-format" : "wrong-type";
    expect(ipv4CidrBlock(value)).toMatchObject({ code });
  });

  it("suggests the block without host bits", () => {
    expect(ipv4CidrBlock("10.0.3.0/16")).toMatchObject({
      code: "invalid-format",
      remedy: 'Use "10.0.0.0/16".',
    });
  });

  it("are calculated from the offset of a subnet in any VPC", () => {
    const base = fc.nat(2 ** 16 - 1).map((number) => number * 2 ** 16);
    const netmask = fc.integer({ min: 16, max: 28 });
    fc.assert(
      fc.property(
        base,
        netmask,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (first, mask, share) => {
          const offset = Math.floor(share * 2 ** (mask - 16)) * 2 ** (32 - mask);
          const vpc = [first >>> 24, (first >>> 16) & 255, 0, 0].join(".");
          const block = subnetCidrBlock(`${vpc}/16`, { offset, netmask: mask });
          expect(ipv4CidrBlock(block)).toBeUndefined();
          expect(parseIpv4CidrBlock(block)).toEqual({ base: first + offset, netmask: mask });
        },
      ),
    );
  });
});

describe("IPv6 CIDR blocks", () => {
  it("are numbered within a /56, in the form that AWS returns", () => {
    expect(subnetIpv6CidrBlock("2600:1f14:abc:de00::/56", 0)).toBe("2600:1f14:abc:de00::/64");
    expect(subnetIpv6CidrBlock("2600:1f14:abc:de00::/56", 255)).toBe("2600:1f14:abc:deff::/64");
    expect(subnetIpv6CidrBlock("2600:1f14:0:0::/56", 9)).toBe("2600:1f14:0:9::/64");
  });

  it("are accepted by cidrBlock, together with IPv4", () => {
    expect(cidrBlock("::/0")).toBeUndefined();
    expect(cidrBlock("10.0.0.0/8")).toBeUndefined();
    expect(cidrBlock("2001:db8::1/32")?.remedy).toBe('Use "2001:db8::/32".');
    expect(cidrBlock("10.0.3.0/16")?.remedy).toBe('Use "10.0.0.0/16".');
    expect(cidrBlock("anywhere")?.code).toBe("invalid-format");
  });
});
