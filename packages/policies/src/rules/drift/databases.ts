import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** Whose version AWS raises by itself in the maintenance window. */
interface Maintained {
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly autoMinorVersionUpgrade?: boolean;
}

const maintained = defineView<Maintained>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/clusterInstance:ClusterInstance": (instance) => [instance],
});

const instance = "aws:rds/instance:Instance";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";

/** Versions of PostgreSQL have two parts, the last of which is the minor one; those of MySQL and MariaDB three. */
const isFull = (one: Maintained, version: string) =>
  anyOf(
    () => /^\d+\.\d+\.\D*\d+/.test(version),
    () =>
      allOf(
        () => /^\d+\.\d+/.test(version),
        () => (one.engine ?? "").includes("postgres"),
      ),
  );

export const rdsMinorVersionOneOwner = defineViewRule({
  id: "rds-minor-version-one-owner",
  title: "The minor version of a database is AWS's or the program's",
  severity: "high",
  topic: "drift",
  on: maintained,
  // hashicorp/terraform-provider-aws#49496, crossplane-contrib/provider-upjet-aws#1504
  why: "AWS raises it in a maintenance window, and from then on each preview asks for a downgrade that RDS refuses.",
  remedy: 'Write the major version only, engineVersion: "16", or set autoMinorVersionUpgrade: false.',
  check: (one, { resource: { ignoreChanges } }) =>
    !ignoreChanges.some((path) => path === "*" || path === "engineVersion") &&
    allOf(
      () => one.autoMinorVersionUpgrade !== false,
      () => one.engineVersion !== undefined,
      () => isFull(one, one.engineVersion ?? ""),
    ) && { at: "engineVersion", message: "AWS raises the minor version that is written here" },
  examples: {
    pass: [
      [instance, { engine: "postgres", engineVersion: "16" }],
      [instance, { engine: "mysql", engineVersion: "8.0" }],
      [instance, { engine: "postgres", engineVersion: "16.4", autoMinorVersionUpgrade: false }],
      [clusterInstance, { engine: "aurora-postgresql" }],
      [clusterInstance, { engine: "aurora-mysql", engineVersion: "16.4", autoMinorVersionUpgrade: false }],
    ],
    fail: [
      [instance, { engine: "postgres", engineVersion: "16.4" }],
      [instance, { engine: "mysql", engineVersion: "8.0.36", autoMinorVersionUpgrade: true }],
      [clusterInstance, { engine: "aurora-postgresql", engineVersion: "16.4" }],
    ],
  },
});

export const rdsClusterZonesComplete = defineRule({
  id: "rds-cluster-zones-complete",
  title: "Database clusters name three zones or none",
  severity: "high",
  topic: "drift",
  on: "aws:rds/cluster:Cluster",
  // The documentation of aws.rds.Cluster
  why: "RDS always uses three: what the program leaves out it adds, and the difference replaces the cluster.",
  remedy: "Drop availabilityZones; the subnet group says where the cluster may be.",
  check: (cluster) =>
    allOf(
      () => "availabilityZones" in cluster,
      () => (cluster.availabilityZones?.length ?? 0) < 3,
    ) && { at: "availabilityZones", message: "RDS adds zones, and the difference replaces the cluster" },
  examples: {
    pass: [{}, { availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"] }],
    fail: [{ availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
  },
});

export const sqsEncryptionExplicit = defineRule({
  id: "sqs-encryption-explicit",
  title: "Queues say how they are encrypted",
  severity: "low",
  topic: "drift",
  on: "aws:sqs/queue:Queue",
  // The documentation of aws.sqs.Queue: drift of sqsManagedSseEnabled is only detected where it is set
  why: "Encrypted by default, but the provider compares only what the program sets: when somebody turns it off, no preview shows it.",
  remedy: "Set sqsManagedSseEnabled: true, or kmsMasterKeyId.",
  check: (queue) =>
    allOf(
      () => !("sqsManagedSseEnabled" in queue),
      () => !("kmsMasterKeyId" in queue),
    ) && { at: "sqsManagedSseEnabled", message: "nobody would notice if encryption were turned off" },
  examples: { pass: [{ sqsManagedSseEnabled: true }, { kmsMasterKeyId: "alias/queues" }], fail: [{}] },
});
