import { off, on, type ProtectionRule } from "./protection";

const ENABLED = { default: true } as const;

/**
 * The protections of Google Cloud resources. The defaults come from the Terraform provider's schemas, or from the service if
 * the schema has no default.
 */
export const GCP_PROTECTIONS: readonly ProtectionRule[] = [
  {
    property: "deletionProtection",
    effect: "blocks-deletion",
    when: on,
    default: false,
    except: {
      "gcp:alloydb/cluster:Cluster": ENABLED,
      "gcp:bigquery/table:Table": ENABLED,
      "gcp:bigtable/instance:Instance": ENABLED,
      "gcp:bigtable/table:Table": { when: { is: "PROTECTED" }, default: undefined },
      "gcp:certificateauthority/authority:Authority": ENABLED,
      "gcp:cloudrunv2/service:Service": ENABLED,
      "gcp:compute/storagePool:StoragePool": ENABLED,
      "gcp:container/cluster:Cluster": ENABLED,
      "gcp:oracledatabase/autonomousDatabase:AutonomousDatabase": ENABLED,
      "gcp:oracledatabase/cloudExadataInfrastructure:CloudExadataInfrastructure": ENABLED,
      "gcp:oracledatabase/cloudVmCluster:CloudVmCluster": ENABLED,
      "gcp:oracledatabase/dbSystem:DbSystem": ENABLED,
      "gcp:oracledatabase/exadbVmCluster:ExadbVmCluster": ENABLED,
      "gcp:oracledatabase/exascaleDbStorageVault:ExascaleDbStorageVault": ENABLED,
      "gcp:organizations/folder:Folder": ENABLED,
      "gcp:spanner/database:Database": ENABLED,
      "gcp:sql/databaseInstance:DatabaseInstance": ENABLED,
    },
  },
  {
    property: "deletionProtectionEnabled",
    effect: "blocks-deletion",
    when: on,
    default: false,
    except: { "gcp:memorystore/instance:Instance": ENABLED, "gcp:redis/cluster:Cluster": ENABLED },
  },
  {
    property: "settings.deletionProtectionEnabled",
    effect: "blocks-deletion",
    when: on,
    default: false,
    only: ["gcp:sql/databaseInstance:DatabaseInstance"],
  },
  { property: "enableDropProtection", effect: "blocks-deletion", when: on, default: false },
  { property: "deleteProtectionState", effect: "blocks-deletion", when: { is: "DELETE_PROTECTION_ENABLED" } },
  {
    property: "deletionPolicy",
    effect: "blocks-deletion",
    when: { is: "PREVENT" },
    default: "DELETE",
    except: { "gcp:organizations/project:Project": { default: "PREVENT" } },
  },
  {
    property: "deletionPolicy",
    effect: "retains-resource",
    when: { is: "ABANDON" },
    default: "DELETE",
    except: { "gcp:firestore/database:Database": { default: "ABANDON" } },
  },
  // The disk remains when the instance is deleted.
  {
    property: "bootDisk.autoDelete",
    effect: "retains-resource",
    when: off,
    default: true,
    only: ["gcp:compute/instance:Instance"],
  },
  { property: "forceDestroy", effect: "blocks-deletion-unless-empty", when: off, default: false },
  { property: "forceDelete", effect: "blocks-deletion-unless-empty", when: off, default: false },
  {
    property: "deleteContentsOnDestroy",
    effect: "blocks-deletion-unless-empty",
    when: off,
    default: false,
    only: ["gcp:bigquery/dataset:Dataset"],
  },
  { property: "createSnapshotBeforeDestroy", effect: "keeps-backup", when: on, default: false },
  // A bucket with a locked retention policy can only be deleted when all its objects are old enough.
  {
    property: "softDeletePolicy.retentionDurationSeconds",
    effect: "delays-deletion",
    when: "increased",
    default: 604_800,
  },
  { property: "skipGracePeriod", effect: "delays-deletion", when: off, default: false },
  { property: "versioning.enabled", effect: "keeps-history", when: on, default: false },
  { property: "retentionPolicy.retentionPeriod", effect: "keeps-history", when: "increased", default: 0 },
  { property: "retentionDays", effect: "keeps-history", when: "increased", default: 30 },
  { property: "maxTimeTravelHours", effect: "keeps-history", when: "increased", default: 168 },
  { property: "settings.backupConfiguration.enabled", effect: "keeps-history", when: on },
  { property: "settings.backupConfiguration.pointInTimeRecoveryEnabled", effect: "keeps-history", when: on },
  { property: "settings.backupConfiguration.transactionLogRetentionDays", effect: "keeps-history", when: "increased" },
  {
    property: "automatedBackupPolicy.enabled",
    effect: "keeps-history",
    when: on,
    only: ["gcp:alloydb/cluster:Cluster"],
  },
  { property: "continuousBackupConfig.enabled", effect: "keeps-history", when: on, default: true },
  { property: "continuousBackupConfig.recoveryWindowDays", effect: "keeps-history", when: "increased", default: 14 },
  {
    property: "pointInTimeRecoveryEnablement",
    effect: "keeps-history",
    when: { is: "POINT_IN_TIME_RECOVERY_ENABLED" },
    default: "POINT_IN_TIME_RECOVERY_DISABLED",
  },
];
