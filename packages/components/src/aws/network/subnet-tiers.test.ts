import { codesOf, wordingOf } from "../../../test/argument-issues";
import { issuesOf } from "../../../test/network";

/** Invalid addresses and tiers, with the code and path of each issue. */
const invalid: [args: object, ...codes: string[]][] = [
  [{ cidrBlock: "10.0.0.0" }, "invalid-format cidrBlock"],
  [{ cidrBlock: "10.0.0.0/8" }, "out-of-range cidrBlock"],
  [{ cidrBlock: "10.0.3.0/16" }, "invalid-format cidrBlock"],
  [{ cidrBlock: "10.0.0.0/16", ipam: { poolId: "ipam-pool-0a", netmaskLength: 16 } }, "conflict cidrBlock"],
  [{ ipam: { poolId: "pool", netmaskLength: 8 } }, "invalid-format ipam.poolId", "out-of-range ipam.netmaskLength"],
  [{ ipam: { pool: "ipam-pool-0a" } }, "unknown-argument ipam.pool"],
  [{ maxAvailabilityZones: 9 }, "out-of-range maxAvailabilityZones"],
  [{ maxAvailabilityZones: 1, availabilityZones: 2 }, "out-of-range maxAvailabilityZones"],
  [{ region: "ireland" }, "invalid-format region"],
  [{ region: "eu-central-1", availabilityZones: ["eu-west-1a", "eu-west-1b"] }, "conflict region"],
  [{ tiers: "public" }, "wrong-type tiers"],
  [
    { tiers: { "10": { kind: "private" }, "a az1": {}, nat: { kind: "public" }, "web-az1": { kind: "public" } } },
    "invalid-format tiers.10",
    "invalid-format tiers.a az1",
    "not-allowed tiers.nat",
    "invalid-format tiers.web-az1",
  ],
  [
    {
      tiers: {
        public: { netmaskLength: 28 },
        private: { netmaskLength: 15 },
        isolated: { netmaskLength: 29 },
        more: { kind: "isolated", netmaskLength: "24" },
      },
    },
    "out-of-range tiers.public.netmaskLength",
    "out-of-range tiers.private.netmaskLength",
    "out-of-range tiers.isolated.netmaskLength",
    "wrong-type tiers.more.netmaskLength",
  ],
  [
    { tiers: { public: null, data: {}, private: { kind: "privat" }, isolated: { size: 24 } } },
    "wrong-type tiers.public",
    "missing tiers.data.kind",
    "not-allowed tiers.private.kind",
    "unknown-argument tiers.isolated.size",
  ],
  [
    {
      tiers: {
        public: {},
        old: { kind: "reserved" },
        older: { kind: "reserved", netmaskLength: 24, subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } },
      },
    },
    "missing tiers.old.netmaskLength",
    "conflict tiers.older.subnets",
    "missing tiers.older.subnets.az3",
  ],
  [
    { tiers: { public: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" }, netmaskLength: 24 } } },
    "conflict tiers.public.subnets",
    "missing tiers.public.subnets.az3",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      tiers: { private: { subnets: { az1: "10.1.0.0/20", az2: "10.0.0.0/12", az9: "10.0.0.0/20" } } },
    },
    "unknown-argument tiers.private.subnets.az9",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      tiers: { private: { subnets: { az1: "10.1.0.0/20", az2: "10.0.0.0/12" } } },
    },
    "out-of-range tiers.private.subnets.az1",
    "out-of-range tiers.private.subnets.az2",
  ],
  [
    { availabilityZones: 3, nat: "none", tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } } } },
    "missing tiers.private.subnets.az3",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      tiers: {
        private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } },
        isolated: { subnets: { az1: "10.0.0.0/20", az2: "10.0.20.0/24" } },
      },
    },
    "conflict tiers.isolated.subnets.az1",
    "conflict tiers.isolated.subnets.az2",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } }, public: {} },
    },
    "conflict tiers.public",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      ipam: { poolId: "ipam-pool-0a", netmaskLength: 16 },
      nat: "none",
      tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } } },
    },
    "out-of-range tiers.private.subnets.az1",
    "out-of-range tiers.private.subnets.az2",
  ],
  [
    { tiers: { public: {}, private: {}, isolated: {}, data: { kind: "isolated", netmaskLength: 19 } } },
    "out-of-range tiers.data.netmaskLength",
  ],
  [{ cidrBlock: "10.0.0.0/24" }, "out-of-range tiers.private.netmaskLength"],
  [{ cidrBlock: "10.0.0.0/24", availabilityZones: 4 }, "out-of-range tiers.private.netmaskLength"],
  [
    {
      tiers: {
        a: { kind: "private" },
        b: { kind: "private" },
        c: { kind: "private", netmaskLength: 28 },
        d: { kind: "private", netmaskLength: 16 },
      },
      nat: "none",
    },
    "out-of-range tiers.d.netmaskLength",
  ],
  [
    { tiers: { public: { tags: { "aws:name": "x" } }, private: { tags: ["a"] } } },
    'not-allowed tiers.public.tags["aws:name"]',
    "wrong-type tiers.private.tags",
  ],
  [{ secondaryCidrBlocks: ["100.64.0.0/16"] }, "wrong-type secondaryCidrBlocks"],
  [
    {
      secondaryCidrBlocks: { pods: "10.0.128.0/17", more: "100.64.0.0/16", most: "100.64.0.0/17", "x y": "1.0.0.0/16" },
    },
    "conflict secondaryCidrBlocks.pods",
    "conflict secondaryCidrBlocks.most",
    "invalid-format secondaryCidrBlocks.x y",
  ],
];

describe("the check of addresses and tiers", () => {
  it.each(invalid)("reports the issues of %j", (args, ...codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
