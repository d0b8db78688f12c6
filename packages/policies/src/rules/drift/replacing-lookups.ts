import { definePlanRule } from "../../authoring/define-plan-rule";
import { exampleLookup, examplePlan } from "../../authoring/example-plan";
import { containsTypes, replacingLookups, type ReplacingInputs } from "../../conditions/replacing-lookups";

const INSTANCE = "aws:ec2/instance:Instance";
const SUBNET = "aws:ec2/subnet:Subnet";
const DB_INSTANCE = "aws:rds/instance:Instance";
const DB_CLUSTER = "aws:rds/cluster:Cluster";

const images: ReplacingInputs = {
  subject: "image",
  types: [
    INSTANCE,
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotFleetRequest:SpotFleetRequest",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    "aws:ec2/amiCopy:AmiCopy",
    "aws:emr/cluster:Cluster",
  ],
  names: /^(?:ami|imageId|sourceAmiId|customAmiId)$/,
  message: "the lookup returns the newest image, and a newer one replaces the resource",
};

const snapshots: ReplacingInputs = {
  subject: "snapshot",
  types: [
    DB_INSTANCE,
    DB_CLUSTER,
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:redshift/cluster:Cluster",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:memorydb/cluster:Cluster",
    "aws:ebs/volume:Volume",
    INSTANCE,
  ],
  names: /^snapshot(?:Id|Identifier|Arn|Name)$/,
  message: "the lookup returns the newest snapshot, and a newer one replaces the resource",
};

const zones: ReplacingInputs = {
  subject: "availability-zone",
  types: [
    SUBNET,
    INSTANCE,
    "aws:ec2/capacityReservation:CapacityReservation",
    "aws:ec2/dedicatedHost:DedicatedHost",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    "aws:ebs/volume:Volume",
    DB_INSTANCE,
    DB_CLUSTER,
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/cluster:Cluster",
    "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/cluster:Cluster",
    "aws:neptune/clusterInstance:ClusterInstance",
    "aws:elasticache/cluster:Cluster",
    "aws:dax/cluster:Cluster",
    "aws:dms/replicationInstance:ReplicationInstance",
    "aws:cloudhsmv2/hsm:Hsm",
  ],
  names: /^availabilityZones?$/,
  message: "the lookup also returns Local Zones, and a new one replaces the resource",
};

export const amiLookupPinned = definePlanRule({
  id: "ami-lookup-pinned",
  title: "Lookups of the newest AMI do not replace EC2 instances and other resources",
  severity: "medium",
  topic: "drift",
  types: images.types,
  // The publisher of the image decides when the next update replaces the instance:
  // https://github.com/terraform-aws-modules/terraform-aws-ec2-instance/issues/325
  why: "When a newer AMI is published, the next update replaces the resource although the program did not change.",
  remedy:
    'Set the ID of the AMI, for example from the configuration, or set the resource option ignoreChanges: ["ami"]. To install new AMIs, use a launch template and the instanceRefresh of an Auto Scaling group.',
  appliesTo: (plan) => containsTypes(plan, images),
  check: (plan) => replacingLookups(plan, images),
  examples: {
    pass: [
      examplePlan({ web: [INSTANCE, { ami: "ami-0123456789abcdef0" }] }),
      examplePlan({ web: [INSTANCE, { ami: exampleLookup("image") }, { options: { ignoreChanges: ["ami"] } }] }),
      examplePlan({
        template: ["aws:ec2/launchTemplate:LaunchTemplate", { imageId: exampleLookup("image") }],
        web: [INSTANCE, { launchTemplate: { name: "web" } }],
      }),
      examplePlan({ web: [INSTANCE, { ami: "ami-0123456789abcdef0", userData: exampleLookup("image") }] }),
    ],
    fail: [
      examplePlan({ web: [INSTANCE, { ami: exampleLookup("image") }] }),
      examplePlan({
        web: [INSTANCE, { ami: exampleLookup("image") }, { options: { protect: true, ignoreChanges: ["tags"] } }],
      }),
      examplePlan({
        web: ["aws:ec2/launchConfiguration:LaunchConfiguration", { imageId: exampleLookup("image") }],
      }),
      examplePlan({
        web: [
          "aws:ec2/spotFleetRequest:SpotFleetRequest",
          { launchSpecifications: [{ ami: exampleLookup("image"), instanceType: "m6i.large" }] },
        ],
      }),
    ],
  },
});

export const snapshotLookupPinned = definePlanRule({
  id: "snapshot-lookup-pinned",
  title: "Lookups of the newest snapshot do not replace databases and volumes",
  severity: "high",
  topic: "drift",
  types: snapshots.types,
  why: "When a newer snapshot exists, such as the automated snapshot of the next day, the next update replaces the database or volume with one that was restored from the snapshot, and later changes to the data are lost.",
  remedy:
    'Set the identifier of one snapshot, for example from the configuration, or set the resource option ignoreChanges: ["snapshotIdentifier"], because the snapshot is only read when the resource is created.',
  appliesTo: (plan) => containsTypes(plan, snapshots),
  check: (plan) => replacingLookups(plan, snapshots),
  examples: {
    pass: [
      examplePlan({ database: [DB_INSTANCE, { snapshotIdentifier: "before-migration" }] }),
      examplePlan({
        database: [
          DB_INSTANCE,
          { snapshotIdentifier: exampleLookup("snapshot") },
          { options: { ignoreChanges: ["snapshotIdentifier"] } },
        ],
      }),
    ],
    fail: [
      examplePlan({ database: [DB_INSTANCE, { snapshotIdentifier: exampleLookup("snapshot") }] }),
      examplePlan({ database: [DB_CLUSTER, { snapshotIdentifier: exampleLookup("snapshot") }] }),
      examplePlan({ volume: ["aws:ebs/volume:Volume", { snapshotId: exampleLookup("snapshot") }] }),
    ],
  },
});

export const zoneLookupFiltered = definePlanRule({
  id: "zone-lookup-filtered",
  title: "Lookups of Availability Zones that determine the zone of a resource exclude Local Zones",
  severity: "medium",
  topic: "drift",
  types: zones.types,
  // https://github.com/aws-ia/terraform-aws-vpc/issues/111 and
  // https://github.com/buildkite/terraform-buildkite-elastic-ci-stack-for-aws/pull/78
  why: "The lookup also returns the Local Zones that the account has opted in to. They come first in the sorted list, so every index refers to another zone, and the next update replaces the resources.",
  remedy:
    'Add filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] to getAvailabilityZones, set the names of the zones, or set the resource option ignoreChanges: ["availabilityZone"].',
  appliesTo: (plan) => containsTypes(plan, zones),
  check: (plan) => replacingLookups(plan, zones),
  examples: {
    pass: [
      examplePlan({ subnet: [SUBNET, { vpcId: "vpc-1", availabilityZone: "eu-west-1a" }] }),
      examplePlan({
        subnet: [
          SUBNET,
          { vpcId: "vpc-1", availabilityZone: exampleLookup("availability-zone") },
          { options: { ignoreChanges: ["availabilityZone"] } },
        ],
      }),
    ],
    fail: [
      examplePlan({ subnet: [SUBNET, { vpcId: "vpc-1", availabilityZone: exampleLookup("availability-zone") }] }),
      examplePlan({
        cluster: [
          DB_CLUSTER,
          {
            engine: "aurora-postgresql",
            availabilityZones: [exampleLookup("availability-zone"), exampleLookup("availability-zone")],
          },
        ],
      }),
    ],
  },
});
