import type { Properties } from "../model";
import { findMovingLookup } from "./moving-lookups";

type Cases = Readonly<Record<string, readonly [token: string, args: Properties]>>;

const filter = (name: string, ...values: readonly string[]) => ({ filters: [{ name, values }] });
const ami = (args: Properties) => ["aws:ec2/getAmi:getAmi", { mostRecent: true, ...args }] as const;
const parameter = (name: string) => ["aws:ssm/getParameter:getParameter", { name }] as const;
const zones = (args: Properties) => ["aws:index/getAvailabilityZones:getAvailabilityZones", args] as const;

const MOVING: Cases = {
  "the newest image of a name": ami(filter("name", "al2023-ami-*-x86_64")),
  "the newest image of several names": ami(filter("name", "one", "two")),
  "the newest image of an owner": ami({ owners: ["amazon"] }),
  "a list of images": ["aws:ec2/getAmiIds:getAmiIds", { owners: ["self"] }],
  "the latest image of a public parameter": parameter(
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
  ),
  "the recommended ECS image": parameter("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"),
  "the recommended EKS image": parameter(
    "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id",
  ),
  "the latest Bottlerocket image": parameter("/aws/service/bottlerocket/aws-k8s-1.33/x86_64/latest/image_id"),
  "the current Ubuntu image": parameter(
    "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
  ),
  "the newest EBS snapshot": ["aws:ebs/getSnapshot:getSnapshot", { mostRecent: true }],
  "the newest DB snapshot": ["aws:rds/getSnapshot:getSnapshot", { mostRecent: true, dbInstanceIdentifier: "shop" }],
  "the newest DB cluster snapshot": [
    "aws:rds/getClusterSnapshot:getClusterSnapshot",
    { mostRecent: true, dbClusterIdentifier: "shop" },
  ],
  "all zones": zones({}),
  "the available zones": zones({ state: "available" }),
};

const FIXED: Cases = {
  "an image that is not the newest": ["aws:ec2/getAmi:getAmi", { mostRecent: false, owners: ["self"] }],
  "an image by ID": ami(filter("image-id", "ami-0123456789abcdef0")),
  "an image by its exact name": ami(filter("name", "web-42")),
  "an image by its date": ami(filter("name", "ubuntu/images/*/ubuntu-noble-24.04-amd64-server-20250305*")),
  "an image by a regular expression with its date": ami({ nameRegex: "^al2023-ami-2023\\.7\\.20250512\\.0" }),
  "a version of a public parameter": parameter("/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-x86_64:42"),
  "a public parameter of one release": parameter("/aws/service/bottlerocket/aws-k8s-1.33/x86_64/1.40.0/image_id"),
  "a parameter of the account": parameter("/shop/ami/latest"),
  "an EBS snapshot by ID": ["aws:ebs/getSnapshot:getSnapshot", { mostRecent: true, snapshotIds: ["snap-0123"] }],
  "a DB snapshot by its identifier": [
    "aws:rds/getSnapshot:getSnapshot",
    { mostRecent: true, dbSnapshotIdentifier: "before-migration" },
  ],
  "only Availability Zones": zones(filter("opt-in-status", "opt-in-not-required")),
  "only zones of one type": zones(filter("zone-type", "availability-zone")),
  "zones by name": zones(filter("zone-name", "eu-west-1a", "eu-west-1b")),
  "another function": ["aws:ec2/getVpc:getVpc", { default: true }],
};

describe("findMovingLookup", () => {
  it.each(Object.entries(MOVING))("finds %s", (_, [token, args]) => {
    expect(findMovingLookup(token, args)).toBeDefined();
  });

  it.each(Object.entries(FIXED))("does not find %s", (_, [token, args]) => {
    expect(findMovingLookup(token, args)).toBeUndefined();
  });
});
