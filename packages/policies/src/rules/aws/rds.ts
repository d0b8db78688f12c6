import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView, mergeViews } from "../../authoring/define-view";
import { backups, copiedBackups, type Database, databases, storedData } from "../../views/databases";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const global = "aws:rds/globalCluster:GlobalCluster";

/** The maximum backup retention period in days: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const MAXIMUM_DAYS = 35;

export const rdsEncrypted = defineViewRule({
  id: "rds-encrypted",
  title: "RDS DB instances, DB clusters, and global clusters encrypt data at rest",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.3", "RDS.27"], "cis-aws-3.0": ["2.3.1"], "cis-aws-4.0": ["2.2.1"] },
  on: storedData,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
  why: "Anyone who obtains the storage, a snapshot, or a replica can read the data, and encryption cannot be enabled on an existing database without restoring it.",
  remedy:
    "Set storageEncrypted: true. This change replaces an existing database. To keep its data, restore the database from an encrypted copy of a snapshot.",
  check: (data) =>
    allOf(
      () => data.storageEncrypted !== true,
      () => !data.isEncryptionImplied,
    ) && { at: "storageEncrypted", message: "storage encryption is not enabled" },
  examples: {
    pass: [
      [instance, { storageEncrypted: true }],
      [cluster, { storageEncrypted: true }],
      [instance, { replicateSourceDb: "orders" }],
      [cluster, { engineMode: "serverless" }],
      [global, { storageEncrypted: true }],
      [global, { sourceDbClusterIdentifier: "arn:aws:rds:eu-west-1:123456789012:cluster:orders" }],
      [cluster, { snapshotIdentifier: "orders-before-upgrade" }],
      [instance, { restoreToPointInTime: { sourceDbInstanceIdentifier: "orders" } }],
    ],
    fail: [
      [instance, {}],
      [instance, { storageEncrypted: false }],
      [cluster, { engine: "aurora-postgresql" }],
      [global, { engine: "aurora-postgresql" }],
    ],
  },
});

export const rdsCustomerKey = defineViewRule({
  id: "rds-customer-key",
  title: "RDS DB instances and clusters are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: databases,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
  why: "Snapshots encrypted with the AWS managed key cannot be shared with another account, for example with a backup account.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing database.",
  check: (database) =>
    allOf(
      () => !specifiesCustomerKey(database, "kmsKeyId"),
      () => !("replicateSourceDb" in database),
    ) && { at: "kmsKeyId", message: "not encrypted with a customer managed key" },
  examples: {
    pass: [
      [instance, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }],
      [instance, { replicateSourceDb: "orders" }],
    ],
    fail: [
      [instance, { storageEncrypted: true }],
      [cluster, { storageEncrypted: true }],
    ],
  },
});

export const rdsCopiesEncrypted = defineViewRule({
  id: "rds-copies-encrypted",
  title: "RDS snapshot copies and replicated automated backups specify a KMS key",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.4"] },
  on: copiedBackups,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html
  why: "Without a KMS key, a copy is encrypted only if its source is encrypted.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key in the Region of the copy. This change replaces an existing copy.",
  check: (copy) => !("kmsKeyId" in copy) && { at: "kmsKeyId", message: "no KMS key is specified" },
  examples: {
    pass: [["aws:rds/snapshotCopy:SnapshotCopy", { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }]],
    fail: [
      ["aws:rds/snapshotCopy:SnapshotCopy", {}],
      ["aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", {}],
    ],
  },
});

export const rdsBackups = defineViewRule({
  id: "rds-backups",
  title: "RDS DB instances and clusters have a backup retention period between the required minimum and 35 days",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.11"] },
  on: backups,
  options: {
    minimumDays: integerOption(7, "Minimum backup retention in days.", { minimum: 1, maximum: MAXIMUM_DAYS }),
  },
  why: "A mistake that is noticed after the retention period cannot be undone. A DB instance without a retention period has no automated backups.",
  remedy: "Set backupRetentionPeriod: 7 or more, up to 35 days. Use aws.backup.Plan to keep backups longer.",
  check: (backup, { options }) => [
    allOf(
      () => backup.days < options.minimumDays,
      () => !backup.isReplica,
    ) && { at: "backupRetentionPeriod", message: "the backup retention period is too short" },
    backup.days > MAXIMUM_DAYS && {
      at: "backupRetentionPeriod",
      message: "the backup retention period exceeds the maximum of 35 days",
    },
  ],
  fix: (backup, { options }) => backup.withRetention(backup.days > MAXIMUM_DAYS ? MAXIMUM_DAYS : options.minimumDays),
  examples: {
    pass: [
      [instance, { backupRetentionPeriod: 7 }],
      [cluster, { backupRetentionPeriod: 35 }],
      [instance, { replicateSourceDb: "orders" }],
    ],
    fail: [
      [instance, {}],
      [instance, { backupRetentionPeriod: 0 }],
      [cluster, { backupRetentionPeriod: 6 }],
      [cluster, { backupRetentionPeriod: 36 }],
    ],
  },
});

export const rdsDeleteProtection = defineViewRule({
  id: "rds-delete-protection",
  title: "RDS DB instances, clusters, and global clusters have deletion protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.7", "RDS.8"] },
  on: mergeViews(databases, defineView<Database>()({ [global]: (props) => [props] })),
  why: "Renaming a resource or selecting the wrong stack can delete the database together with its automated backups.",
  remedy: "Set deletionProtection: true.",
  check: ({ deletionProtection }) => deletionProtection !== true && "deletion protection is not enabled",
  fix: { deletionProtection: true },
  examples: {
    pass: [
      [instance, { deletionProtection: true }],
      [cluster, { deletionProtection: true }],
      [global, { deletionProtection: true }],
    ],
    fail: [
      [instance, {}],
      [cluster, { deletionProtection: false }],
      [global, {}],
    ],
  },
});
