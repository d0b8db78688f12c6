import { saidOf } from "../../../test/network";

const wrong: [args: object, ...said: string[]][] = [
  [{ cidrBlock: "10.0.0.0" }, 'cidrBlock: "10.0.0.0" is not an IPv4 range; write it like "10.0.0.0/16"'],
  [
    { cidrBlock: "10.0.0.0/8" },
    'cidrBlock: "10.0.0.0/8" is not of the size of a VPC, /16 to /28; write a range of that size',
  ],
  [{ cidrBlock: "10.0.3.0/16" }, 'cidrBlock: "10.0.3.0/16" is not how its range is written; write "10.0.0.0/16"'],
  [
    { cidrBlock: "10.0.0.0/16", ipam: { poolId: "ipam-pool-0a", netmaskLength: 16 } },
    'cidrBlock: "10.0.0.0/16" excludes ipam, whose pool chooses the range; leave one of them out',
  ],
  [
    { ipam: { poolId: "pool", netmaskLength: 8 } },
    'ipam.poolId: "pool" is not the ID of an IPAM pool; write it like "ipam-pool-0a1b2c3d4e5f60718"',
    "ipam.netmaskLength: 8 is not the size of a VPC, 16 to 28; write one of them",
  ],
  [{ ipam: { pool: "ipam-pool-0a" } }, "ipam.pool: is not known here; did you mean poolId?"],
  [{ maxAvailabilityZones: 9 }, "maxAvailabilityZones: 9 is not a whole number from 2 to 8; write one of them"],
  [
    { maxAvailabilityZones: 1, availabilityZones: 2 },
    "maxAvailabilityZones: 1 is not a whole number from 2 to 8; write one of them",
  ],
  [{ region: "ireland" }, 'region: "ireland" is not a region; write its name, such as "eu-west-1"'],
  [
    { region: "eu-central-1", availabilityZones: ["eu-west-1a", "eu-west-1b"] },
    'region: "eu-central-1" is not the region of availabilityZones, eu-west-1; write one region',
  ],
  [{ tiers: "public" }, 'tiers: "public" is not an object; write tiers by name, such as { public: {}, private: {} }'],
  [
    { tiers: { "10": { kind: "private" }, "a az1": {}, nat: { kind: "public" }, "web-az1": { kind: "public" } } },
    'tiers.10: is not the name of a tier; use letters, digits and dashes, a letter first, as in "web"',
    'tiers.a az1: is not the name of a tier; use letters, digits and dashes, a letter first, as in "web"',
    "tiers.nat: is what NAT gateways are called; write another name",
    'tiers.web-az1: is not the name of a tier; use letters, digits and dashes, a letter first, as in "web"',
  ],
  [
    {
      tiers: {
        public: { netmask: 28 },
        private: { netmask: 15 },
        isolated: { netmask: 29 },
        more: { kind: "isolated", netmask: "24" },
      },
    },
    "tiers.public.netmask: 28 is not a whole number from 16 to 27, the smallest a load balancer takes; write one, or leave it out",
    "tiers.private.netmask: 15 is not a whole number from 16 to 28; write one, or leave it out",
    "tiers.isolated.netmask: 29 is not a whole number from 16 to 28; write one, or leave it out",
    'tiers.more.netmask: "24" is not a whole number from 16 to 28; write one, or leave it out',
  ],
  [
    { tiers: { public: null, data: {}, private: { kind: "privat" }, isolated: { size: 24 } } },
    "tiers.public: nothing is not an object; write an object with any of kind, netmask, subnets, tags",
    'tiers.data.kind: is needed, since the tier is not named after a kind; write "public" or "private" or "isolated" or "reserved"',
    'tiers.private.kind: "privat" is not "public" or "private" or "isolated" or "reserved"; did you mean private?',
    "tiers.isolated.size: is not known here; write one of kind, netmask, subnets, tags",
  ],
  [
    {
      tiers: {
        public: {},
        old: { kind: "reserved" },
        older: { kind: "reserved", netmask: 24, subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } },
      },
    },
    "tiers.old.netmask: is needed by a reserved tier; write the netmask that the tier had, or is to have",
    "tiers.older.subnets: excludes a reserved tier; leave one of them out",
    "tiers.older.subnets.az3: is needed, since the zone is in use; write the range of its subnet",
  ],
  [
    { tiers: { public: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" }, netmask: 24 } } },
    "tiers.public.subnets: excludes netmask; leave one of them out",
    "tiers.public.subnets.az3: is needed, since the zone is in use; write the range of its subnet",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      tiers: { private: { subnets: { az1: "10.1.0.0/20", az2: "10.0.0.0/12", az9: "10.0.0.0/20" } } },
    },
    "tiers.private.subnets.az9: is not known here; did you mean az1?",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "none",
      tiers: { private: { subnets: { az1: "10.1.0.0/20", az2: "10.0.0.0/12" } } },
    },
    'tiers.private.subnets.az1: "10.1.0.0/20" is outside of the VPC; write a range inside of it, or add one to secondaryCidrBlocks',
    'tiers.private.subnets.az2: "10.0.0.0/12" is not a /16 to /28; write what the subnet has in AWS',
  ],
  [
    { availabilityZones: 3, nat: "none", tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } } } },
    "tiers.private.subnets.az3: is needed, since the zone is in use; write the range of its subnet",
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
    "tiers.isolated.subnets.az1: overlaps tiers.private.subnets.az1; write the ranges that the subnets have in AWS",
    "tiers.isolated.subnets.az2: overlaps tiers.private.subnets.az2; write the ranges that the subnets have in AWS",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } }, public: {} },
    },
    "tiers.public: would lie across tiers.private.subnets.az1; give it subnets too, or declare a reserved tier before it that covers what exists",
  ],
  [
    {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      ipam: { poolId: "ipam-pool-0a", netmaskLength: 16 },
      nat: "none",
      tiers: { private: { subnets: { az1: "10.0.0.0/20", az2: "10.0.16.0/20" } } },
    },
    `tiers.private.subnets.az1: "10.0.0.0/20" is outside of secondaryCidrBlocks, and the pool's range is unknown; write a range inside of it, or add one to secondaryCidrBlocks`,
    `tiers.private.subnets.az2: "10.0.16.0/20" is outside of secondaryCidrBlocks, and the pool's range is unknown; write a range inside of it, or add one to secondaryCidrBlocks`,
  ],
  [
    { tiers: { public: {}, private: {}, isolated: {}, data: { kind: "isolated", netmask: 19 } } },
    "tiers.data.netmask: /19 for 6 zones needs 49152 addresses, 26624 are left; largest that fits is /20",
  ],
  [
    { cidrBlock: "10.0.0.0/24" },
    "tiers.private.netmask: /28, the default, for 6 zones needs 96 addresses, 64 are left; no size fits; maxAvailabilityZones: 3 does",
  ],
  [
    { cidrBlock: "10.0.0.0/24", availabilityZones: 4 },
    "tiers.private.netmask: /28, the default, for 6 zones needs 96 addresses, 64 are left; no size fits; a VPC of /23 holds these tiers",
  ],
  [
    {
      tiers: {
        a: { kind: "private" },
        b: { kind: "private" },
        c: { kind: "private", netmask: 28 },
        d: { kind: "private", netmask: 16 },
      },
      nat: "none",
    },
    "tiers.d.netmask: /16 for 6 zones needs 393216 addresses, 16288 are left; largest that fits is /21",
  ],
  [
    { tiers: { public: { tags: { "aws:name": "x" } }, private: { tags: ["a"] } } },
    'tiers.public.tags["aws:name"]: begins with aws:, which AWS keeps for itself; rename it',
    "tiers.private.tags: a list is not an object; write an object of strings",
  ],
  [
    { secondaryCidrBlocks: ["100.64.0.0/16"] },
    'secondaryCidrBlocks: a list is not an object; write ranges by a name of yours, such as { pods: "100.64.0.0/16" }',
  ],
  [
    {
      secondaryCidrBlocks: { pods: "10.0.128.0/17", more: "100.64.0.0/16", most: "100.64.0.0/17", "x y": "1.0.0.0/16" },
    },
    'secondaryCidrBlocks.pods: "10.0.128.0/17" overlaps cidrBlock; write another range',
    'secondaryCidrBlocks.most: "100.64.0.0/17" overlaps secondaryCidrBlocks.more; write another range',
    'secondaryCidrBlocks.x y: is not the name of a range; use letters, digits and dashes, a letter first, as in "pods"',
  ],
];

it.each(wrong)("of %j it is said what is wrong", (args, ...said) => {
  expect(saidOf(args)).toEqual(said);
});
