/** How an input protects a resource or its data. */
export type ProtectionEffect =
  /** Deletion fails while the input is enabled. */
  | "blocks-deletion"
  /** Deletion fails while the resource is not empty. */
  | "blocks-deletion-unless-empty"
  /** A final snapshot or backup is created before the deletion. */
  | "keeps-backup"
  /** Pulumi removes the resource only from the state, and the resource continues to exist in the cloud. */
  | "retains-resource"
  /** The deletion can be reverted for several days. */
  | "delays-deletion"
  /** Backups, versions, or records are kept while the resource exists. */
  | "keeps-history";

/** An input that protects a resource or its data. */
export interface DataProtection {
  /** The path of the input, such as `deletionProtection` or `versioning.enabled`. */
  readonly property: string;
  /** How the input protects the resource or its data. */
  readonly effect: ProtectionEffect;
  /**
   * The condition under which the input protects the resource: if it has the value of `is`, if it is set, or if its
   * number is increased. A larger number means more protection. With `increased-or-zero`, 0 means "forever".
   */
  readonly when: { readonly is: boolean | string } | "set" | "increased" | "increased-or-zero";
  /** The value that applies if the program does not set the input. If absent, the provider keeps the current value. */
  readonly default?: boolean | number | string;
}

/** A protection and the types to which it applies. */
export interface ProtectionRule extends DataProtection {
  /** The types to which the protection applies. By default, every stateful type that has the property. */
  readonly only?: readonly string[];
  /** Properties that differ for individual types. `default: undefined` removes the default. */
  readonly except?: Readonly<Record<string, { readonly [K in keyof DataProtection]?: DataProtection[K] | undefined }>>;
}

const on = { is: true } as const;
const off = { is: false } as const;

/**
 * All protections. The defaults come from the Terraform AWS provider's schemas, or from the service if the schema has
 * no default.
 */
export const PROTECTION_RULES: readonly ProtectionRule[] = [
  {
    property: "deletionProtection",
    effect: "blocks-deletion",
    when: on,
    default: false,
    except: {
      "aws:cognito/userPool:UserPool": { when: { is: "ACTIVE" }, default: "INACTIVE" },
      "aws:eks/cluster:Cluster": { default: undefined },
      "aws:neptunegraph/graph:Graph": { default: undefined },
      "aws:qldb/ledger:Ledger": { default: true },
      "aws:verifiedpermissions/policyStore:PolicyStore": { when: { is: "ENABLED" }, default: undefined },
    },
  },
  {
    property: "deletionProtectionEnabled",
    effect: "blocks-deletion",
    when: on,
    default: false,
    except: {
      "aws:cloudwatch/logGroup:LogGroup": { default: undefined },
      "aws:dynamodb/tableReplica:TableReplica": { default: undefined },
    },
  },
  {
    property: "enableDeletionProtection",
    effect: "blocks-deletion",
    when: on,
    default: false,
    only: ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
  },
  {
    property: "deleteProtection",
    effect: "blocks-deletion",
    when: on,
    default: false,
    only: ["aws:networkfirewall/firewall:Firewall"],
  },
  { property: "disableApiTermination", effect: "blocks-deletion", when: on },
  { property: "terminationProtection", effect: "blocks-deletion", when: on },
  { property: "terminationProtectionEnabled", effect: "blocks-deletion", when: on, default: true },
  { property: "transferLock", effect: "blocks-deletion", when: on, default: true },
  // If enabled, deletion first removes the registered consumers. Otherwise, deletion fails while consumers are
  // registered.
  { property: "enforceConsumerDeletion", effect: "blocks-deletion-unless-empty", when: off, default: false },
  { property: "forceDestroy", effect: "blocks-deletion-unless-empty", when: off, default: false },
  { property: "forceDelete", effect: "blocks-deletion-unless-empty", when: off, default: false },
  { property: "skipDeletionCheck", effect: "blocks-deletion-unless-empty", when: off, default: false },
  { property: "skipFinalSnapshot", effect: "keeps-backup", when: off, default: false },
  {
    property: "skipFinalBackup",
    effect: "keeps-backup",
    when: off,
    default: false,
    except: { "aws:fsx/lustreFileSystem:LustreFileSystem": { default: true } },
  },
  { property: "finalSnapshot", effect: "keeps-backup", when: on, default: false },
  {
    property: "finalSnapshotIdentifier",
    effect: "keeps-backup",
    when: "set",
    // For other types, skipFinalSnapshot determines whether a snapshot is created, and this input only names the
    // snapshot.
    only: ["aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
    default: "",
  },
  {
    property: "finalSnapshotName",
    effect: "keeps-backup",
    when: "set",
    only: ["aws:memorydb/cluster:Cluster"],
    default: "",
  },
  { property: "deleteAutomatedBackups", effect: "keeps-backup", when: off, default: true },
  { property: "deleteDirectory", effect: "retains-resource", when: off, default: false },
  { property: "skipDestroy", effect: "retains-resource", when: on, default: false },
  { property: "retainOnDelete", effect: "retains-resource", when: on, default: false },
  { property: "retainStack", effect: "retains-resource", when: on, default: false },
  { property: "retainStacks", effect: "retains-resource", when: on, default: false },
  { property: "retainPhysicalResources", effect: "retains-resource", when: on, default: false },
  { property: "closeOnDeletion", effect: "retains-resource", when: off, default: false },
  {
    property: "deletionWindowInDays",
    effect: "delays-deletion",
    when: "increased",
    default: 30,
    except: { "aws:paymentcryptography/key:Key": { default: 7 } },
  },
  { property: "recoveryWindowInDays", effect: "delays-deletion", when: "increased", default: 30 },
  { property: "permanentDeletionTimeInDays", effect: "delays-deletion", when: "increased", default: 30 },
  {
    property: "backupRetentionPeriod",
    effect: "keeps-history",
    when: "increased",
    except: { "aws:docdb/cluster:Cluster": { default: 1 }, "aws:neptune/cluster:Cluster": { default: 1 } },
  },
  { property: "backupRetentionEnabled", effect: "keeps-history", when: on, default: true },
  {
    property: "snapshotRetentionLimit",
    effect: "keeps-history",
    when: "increased",
    default: 0,
    except: {
      "aws:elasticache/serverlessCache:ServerlessCache": { default: undefined },
      "aws:memorydb/cluster:Cluster": { default: undefined },
    },
  },
  { property: "automatedSnapshotRetentionPeriod", effect: "keeps-history", when: "increased", default: 1 },
  {
    property: "automaticBackupRetentionDays",
    effect: "keeps-history",
    when: "increased",
    default: 0,
    except: {
      "aws:fsx/lustreFileSystem:LustreFileSystem": { default: undefined },
      "aws:fsx/windowsFileSystem:WindowsFileSystem": { default: 7 },
    },
  },
  {
    property: "pointInTimeRecovery.enabled",
    effect: "keeps-history",
    when: on,
    only: ["aws:dynamodb/table:Table"],
  },
  {
    property: "pointInTimeRecovery",
    effect: "keeps-history",
    when: on,
    default: false,
    only: ["aws:dynamodb/tableReplica:TableReplica"],
  },
  {
    property: "pointInTimeRecovery.status",
    effect: "keeps-history",
    when: { is: "ENABLED" },
    only: ["aws:keyspaces/table:Table"],
  },
  { property: "versioning.enabled", effect: "keeps-history", when: on, only: ["aws:s3/bucket:Bucket"] },
  { property: "versionings.enabled", effect: "keeps-history", when: on, only: ["aws:s3/bucketV2:BucketV2"] },
  {
    property: "versioningConfiguration.status",
    effect: "keeps-history",
    when: { is: "Enabled" },
    only: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  },
  {
    property: "backupPolicy.status",
    effect: "keeps-history",
    when: { is: "ENABLED" },
    only: ["aws:efs/backupPolicy:BackupPolicy"],
  },
  { property: "retentionInDays", effect: "keeps-history", when: "increased-or-zero", default: 0 },
  {
    property: "retentionDays",
    effect: "keeps-history",
    when: "increased-or-zero",
    default: 0,
    only: ["aws:cloudwatch/eventArchive:EventArchive"],
  },
  {
    property: "retentionPeriod",
    effect: "keeps-history",
    when: "increased",
    default: 24,
    only: ["aws:kinesis/stream:Stream", "aws:cloudtrail/eventDataStore:EventDataStore"],
    except: { "aws:cloudtrail/eventDataStore:EventDataStore": { default: 2555 } },
  },
  { property: "dataRetentionInHours", effect: "keeps-history", when: "increased", default: 0 },
  { property: "messageRetentionSeconds", effect: "keeps-history", when: "increased", default: 345_600 },
  {
    property: "retentionProperties.magneticStoreRetentionPeriodInDays",
    effect: "keeps-history",
    when: "increased",
    only: ["aws:timestreamwrite/table:Table"],
  },
];
