import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { backups, copiedBackups, databases, storedData } from "../../views/databases";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const global = "aws:rds/globalCluster:GlobalCluster";

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const LONGEST_DAYS = 35;

export const rdsEncrypted = defineViewRule({
  id: "rds-encrypted",
  title: "Databases are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.3", "RDS.27"], "cis-aws-3.0": ["2.3.1"], "cis-aws-4.0": ["2.2.1"] },
  on: storedData,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
  why: "Storage, snapshots and replicas can be read by whoever gets hold of them, and a database cannot be encrypted later without being restored as a new one.",
  remedy:
    "Set storageEncrypted: true. That replaces a database that exists: restore it from an encrypted copy of a snapshot instead.",
  check: (data) =>
    allOf(
      () => data.storageEncrypted !== true,
      () => !data.isDecided,
    ) && { at: "storageEncrypted", message: "the storage is not encrypted" },
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
  title: "Databases are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: databases,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
  why: "Snapshots that are encrypted with the key of AWS cannot be shared with another account, for backups for instance.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. That replaces a database that exists.",
  check: (database) =>
    allOf(
      () => !("kmsKeyId" in database),
      () => !("replicateSourceDb" in database),
    ) && { at: "kmsKeyId", message: "no key is named" },
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
  title: "Copies of snapshots and of backups are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.4"] },
  on: copiedBackups,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html
  why: "Without a key a copy is only encrypted if its source is; with one it is encrypted whatever its source is.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key in the region of the copy.",
  check: (copy) => !("kmsKeyId" in copy) && { at: "kmsKeyId", message: "no key encrypts the copy" },
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
  title: "Databases are backed up for long enough",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.11"] },
  on: backups,
  options: {
    minimumDays: integerOption(7, "Days for which backups are kept at least.", { minimum: 1, maximum: LONGEST_DAYS }),
  },
  why: "A mistake that is noticed after a holiday can no longer be undone; an instance that says nothing has no backups at all.",
  remedy: "Set backupRetentionPeriod: 7, or more, up to 35 days; aws.backup.Plan keeps them longer.",
  check: (backup, { options }) => [
    allOf(
      () => backup.days < options.minimumDays,
      () => !backup.isOfSource,
    ) && { at: "backupRetentionPeriod", message: "backups are kept too briefly" },
    backup.days > LONGEST_DAYS && {
      at: "backupRetentionPeriod",
      message: "RDS keeps backups for 35 days at most, and refuses more",
    },
  ],
  fix: (backup, { options }) => backup.keptFor(backup.days > LONGEST_DAYS ? LONGEST_DAYS : options.minimumDays),
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
  title: "Databases cannot be deleted by mistake",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.7", "RDS.8"] },
  on: databases,
  why: "A renamed resource or a wrong stack deletes the database, its automated backups with it.",
  remedy: "Set deletionProtection: true.",
  check: ({ deletionProtection }) => deletionProtection !== true && "the database can be deleted",
  fix: { deletionProtection: true },
  examples: {
    pass: [
      [instance, { deletionProtection: true }],
      [cluster, { deletionProtection: true }],
    ],
    fail: [
      [instance, {}],
      [cluster, { deletionProtection: false }],
    ],
  },
});
