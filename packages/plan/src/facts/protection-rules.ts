/** How an input protects what a resource holds. */
export type ProtectionEffect =
  /** Deletion fails while it is on. */
  | "refuses"
  /** Deletion fails while something is inside. */
  | "refuses-contents"
  /** A last copy is made before the deletion. */
  | "keeps-copy"
  /** Pulumi forgets the resource, the cloud keeps it. */
  | "keeps-resource"
  /** The deletion can be undone for some days. */
  | "delays"
  /** Backups, versions or records are kept while the resource lives. */
  | "keeps-history";

/** An input that protects what a resource holds. */
export interface DataProtection {
  /** Path of the input, such as `deletionProtection` or `versioning.enabled`. */
  readonly property: string;
  readonly effect: ProtectionEffect;
  /** It protects at this value; when set to anything; the more, the larger the number; likewise, with 0 for "for ever". */
  readonly when: { readonly is: boolean | string } | "set" | "more" | "more-or-zero";
  /** What holds when the program leaves it out. Absent where the provider then keeps whatever is in force. */
  readonly default?: boolean | number | string;
}

/** A protection, and the types it is found on. */
export interface ProtectionRule extends DataProtection {
  /** The types it holds for; without, every stateful type that has the property. */
  readonly only?: readonly string[];
  /** What is different for some types. `default: undefined` takes the default away. */
  readonly except?: Readonly<Record<string, { readonly [K in keyof DataProtection]?: DataProtection[K] | undefined }>>;
}

const on = { is: true } as const;
const off = { is: false } as const;

/** Defaults are those of the Terraform AWS provider's schemas, or the service's own where the schema gives none. */
export const PROTECTION_RULES: readonly ProtectionRule[] = [
  {
    property: "deletionProtection",
    effect: "refuses",
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
    effect: "refuses",
    when: on,
    default: false,
    except: {
      "aws:cloudwatch/logGroup:LogGroup": { default: undefined },
      "aws:dynamodb/tableReplica:TableReplica": { default: undefined },
    },
  },
  {
    property: "enableDeletionProtection",
    effect: "refuses",
    when: on,
    default: false,
    only: ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
  },
  {
    property: "deleteProtection",
    effect: "refuses",
    when: on,
    default: false,
    only: ["aws:networkfirewall/firewall:Firewall"],
  },
  { property: "disableApiTermination", effect: "refuses", when: on },
  { property: "terminationProtection", effect: "refuses", when: on },
  { property: "terminationProtectionEnabled", effect: "refuses", when: on, default: true },
  { property: "transferLock", effect: "refuses", when: on, default: true },
  // When on, deletion first removes the registered consumers at which it would otherwise stop.
  { property: "enforceConsumerDeletion", effect: "refuses-contents", when: off, default: false },
  { property: "forceDestroy", effect: "refuses-contents", when: off, default: false },
  { property: "forceDelete", effect: "refuses-contents", when: off, default: false },
  { property: "skipDeletionCheck", effect: "refuses-contents", when: off, default: false },
  { property: "skipFinalSnapshot", effect: "keeps-copy", when: off, default: false },
  {
    property: "skipFinalBackup",
    effect: "keeps-copy",
    when: off,
    default: false,
    except: { "aws:fsx/lustreFileSystem:LustreFileSystem": { default: true } },
  },
  { property: "finalSnapshot", effect: "keeps-copy", when: on, default: false },
  {
    property: "finalSnapshotIdentifier",
    effect: "keeps-copy",
    when: "set",
    // Elsewhere skipFinalSnapshot decides, and this only names the copy.
    only: ["aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"],
    default: "",
  },
  {
    property: "finalSnapshotName",
    effect: "keeps-copy",
    when: "set",
    only: ["aws:memorydb/cluster:Cluster"],
    default: "",
  },
  { property: "deleteAutomatedBackups", effect: "keeps-copy", when: off, default: true },
  { property: "deleteDirectory", effect: "keeps-resource", when: off, default: false },
  { property: "skipDestroy", effect: "keeps-resource", when: on, default: false },
  { property: "retainOnDelete", effect: "keeps-resource", when: on, default: false },
  { property: "retainStack", effect: "keeps-resource", when: on, default: false },
  { property: "retainStacks", effect: "keeps-resource", when: on, default: false },
  { property: "retainPhysicalResources", effect: "keeps-resource", when: on, default: false },
  { property: "closeOnDeletion", effect: "keeps-resource", when: off, default: false },
  {
    property: "deletionWindowInDays",
    effect: "delays",
    when: "more",
    default: 30,
    except: { "aws:paymentcryptography/key:Key": { default: 7 } },
  },
  { property: "recoveryWindowInDays", effect: "delays", when: "more", default: 30 },
  { property: "permanentDeletionTimeInDays", effect: "delays", when: "more", default: 30 },
  {
    property: "backupRetentionPeriod",
    effect: "keeps-history",
    when: "more",
    except: { "aws:docdb/cluster:Cluster": { default: 1 }, "aws:neptune/cluster:Cluster": { default: 1 } },
  },
  { property: "backupRetentionEnabled", effect: "keeps-history", when: on, default: true },
  {
    property: "snapshotRetentionLimit",
    effect: "keeps-history",
    when: "more",
    default: 0,
    except: {
      "aws:elasticache/serverlessCache:ServerlessCache": { default: undefined },
      "aws:memorydb/cluster:Cluster": { default: undefined },
    },
  },
  { property: "automatedSnapshotRetentionPeriod", effect: "keeps-history", when: "more", default: 1 },
  {
    property: "automaticBackupRetentionDays",
    effect: "keeps-history",
    when: "more",
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
  { property: "retentionInDays", effect: "keeps-history", when: "more-or-zero", default: 0 },
  {
    property: "retentionDays",
    effect: "keeps-history",
    when: "more-or-zero",
    default: 0,
    only: ["aws:cloudwatch/eventArchive:EventArchive"],
  },
  {
    property: "retentionPeriod",
    effect: "keeps-history",
    when: "more",
    default: 24,
    only: ["aws:kinesis/stream:Stream", "aws:cloudtrail/eventDataStore:EventDataStore"],
    except: { "aws:cloudtrail/eventDataStore:EventDataStore": { default: 2555 } },
  },
  { property: "dataRetentionInHours", effect: "keeps-history", when: "more", default: 0 },
  { property: "messageRetentionSeconds", effect: "keeps-history", when: "more", default: 345_600 },
  {
    property: "retentionProperties.magneticStoreRetentionPeriodInDays",
    effect: "keeps-history",
    when: "more",
    only: ["aws:timestreamwrite/table:Table"],
  },
];
