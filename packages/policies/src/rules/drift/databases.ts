import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** A DB instance whose minor version AWS can upgrade in the maintenance window. */
interface UpgradableInstance {
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly autoMinorVersionUpgrade?: boolean;
}

const upgradableInstances = defineView<UpgradableInstance>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/clusterInstance:ClusterInstance": (instance) => [instance],
});

const instance = "aws:rds/instance:Instance";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";

/** Whether a version includes the minor part: the second part for PostgreSQL, the third for MySQL and MariaDB. */
const includesMinorVersion = (database: UpgradableInstance, version: string) =>
  anyOf(
    () => /^\d+\.\d+\.\D*\d+/.test(version),
    () =>
      allOf(
        () => /^\d+\.\d+/.test(version),
        () => (database.engine ?? "").includes("postgres"),
      ),
  );

export const rdsMinorVersionOneOwner = defineViewRule({
  id: "rds-minor-version-one-owner",
  title: "RDS DB instances do not pin a minor version while automatic minor version upgrades are enabled",
  severity: "medium",
  topic: "drift",
  on: upgradableInstances,
  // hashicorp/terraform-provider-aws#49496, crossplane-contrib/provider-upjet-aws#1504
  why: "AWS upgrades the minor version in a maintenance window, and every later preview plans a downgrade that RDS rejects.",
  // Disabling automatic upgrades also resolves the conflict, but violates rds-minor-upgrades.
  remedy:
    'Set only the major version, such as engineVersion: "16". If the first version matters, keep it and set the resource option ignoreChanges: ["engineVersion"].',
  check: (database, { resource: { ignoreChanges } }) =>
    !ignoreChanges.some((path) => path === "*" || path === "engineVersion") &&
    allOf(
      () => database.autoMinorVersionUpgrade !== false,
      () => database.engineVersion !== undefined,
      () => includesMinorVersion(database, database.engineVersion ?? ""),
    ) && { at: "engineVersion", message: "automatic upgrades also change the pinned minor version" },
  examples: {
    pass: [
      [instance, { engine: "postgres", engineVersion: "16" }],
      [instance, { engine: "mysql", engineVersion: "8.0" }],
      [instance, { engine: "postgres", engineVersion: "16.4", autoMinorVersionUpgrade: false }],
      [clusterInstance, { engine: "aurora-postgresql" }],
      [clusterInstance, { engine: "aurora-mysql", engineVersion: "16.4", autoMinorVersionUpgrade: false }],
      [instance, { engine: "postgres", engineVersion: "16.4" }, { ignoreChanges: ["engineVersion"] }],
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
  title: "RDS DB clusters specify at least three Availability Zones or none",
  severity: "high",
  topic: "drift",
  on: "aws:rds/cluster:Cluster",
  // See the documentation for aws.rds.Cluster.
  why: "RDS always uses three Availability Zones. It adds the missing ones, and the resulting diff replaces the cluster.",
  remedy: "Remove availabilityZones. The DB subnet group determines where the cluster can run.",
  check: (cluster) =>
    allOf(
      () => "availabilityZones" in cluster,
      () => (cluster.availabilityZones?.length ?? 0) < 3,
    ) && {
      at: "availabilityZones",
      message: "RDS adds the missing Availability Zones, and the resulting diff replaces the cluster",
    },
  examples: {
    pass: [{}, { availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"] }],
    fail: [{ availabilityZones: ["eu-west-1a", "eu-west-1b"] }],
  },
});

export const sqsEncryptionExplicit = defineRule({
  id: "sqs-encryption-explicit",
  title: "SQS queues configure encryption explicitly",
  severity: "low",
  topic: "drift",
  on: "aws:sqs/queue:Queue",
  // The documentation for aws.sqs.Queue states that drift of sqsManagedSseEnabled is detected only if the property is set.
  why: "Queues are encrypted by default, but the provider compares only properties that the program sets. If someone turns encryption off, no preview shows the change.",
  remedy: "Set sqsManagedSseEnabled: true, or set kmsMasterKeyId to the ID of an aws.kms.Key.",
  check: (queue) =>
    allOf(
      () => !("sqsManagedSseEnabled" in queue),
      () => !("kmsMasterKeyId" in queue),
    ) && { at: "sqsManagedSseEnabled", message: "encryption is not configured explicitly" },
  examples: { pass: [{ sqsManagedSseEnabled: true }, { kmsMasterKeyId: "alias/queues" }], fail: [{}] },
});
