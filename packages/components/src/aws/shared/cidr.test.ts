import fc from "fast-check";
import { ipRange, ipv4Range, parseIpv4, subnetIpv6Range, subnetRange } from "./cidr";

describe("IPv4 ranges", () => {
  it.each(["10.0.0.0/16", "0.0.0.0/0", "100.64.0.0/10"])("accepts %s", (range) => {
    expect(ipv4Range(range)).toBeUndefined();
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
  ])("refuses %p", (value) => {
    expect(ipv4Range(value)).toEqual({ limit: "is not an IPv4 range", remedy: 'write it like "10.0.0.0/16"' });
  });

  it("says where a range begins that is written from its middle", () => {
    expect(ipv4Range("10.0.3.0/16")?.remedy).toBe('write "10.0.0.0/16"');
  });

  it("moves by the offset of a block, whatever the base", () => {
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
          const range = subnetRange(`${vpc}/16`, { offset, netmask: mask });
          expect(ipv4Range(range)).toBeUndefined();
          expect(parseIpv4(range)).toEqual({ base: first + offset, netmask: mask });
        },
      ),
    );
  });
});

describe("IPv6 ranges", () => {
  it("numbers the /64 of a /56, in the form that AWS gives back", () => {
    expect(subnetIpv6Range("2600:1f14:abc:de00::/56", 0)).toBe("2600:1f14:abc:de00::/64");
    expect(subnetIpv6Range("2600:1f14:abc:de00::/56", 255)).toBe("2600:1f14:abc:deff::/64");
    expect(subnetIpv6Range("2600:1f14:0:0::/56", 9)).toBe("2600:1f14:0:9::/64");
  });

  it("are accepted where either kind is", () => {
    expect(ipRange("::/0")).toBeUndefined();
    expect(ipRange("10.0.0.0/8")).toBeUndefined();
    expect(ipRange("2001:db8::1/32")?.remedy).toBe('write "2001:db8::/32"');
    expect(ipRange("anywhere")?.limit).toBe("is not an IP range");
  });
});
