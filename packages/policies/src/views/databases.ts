import { anyOf } from "../kernel/connectives";
import { patch, type Patch } from "../kernel/patch";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** The properties that RDS DB instances and clusters have in common. */
export interface Database {
  readonly autoMinorVersionUpgrade?: boolean;
  readonly copyTagsToSnapshot?: boolean;
  readonly deletionProtection?: boolean;
  readonly enabledCloudwatchLogsExports?: readonly string[];
  readonly engine?: string;
  readonly iamDatabaseAuthenticationEnabled?: boolean;
  readonly performanceInsightsEnabled?: boolean;
  readonly performanceInsightsKmsKeyId?: string;
  readonly kmsKeyId?: string;
}

/** RDS DB instances and clusters. */
export const databases = defineView<Database>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/cluster:Cluster": (cluster) => [cluster],
});

/** RDS DB instances, clusters, and cluster instances. */
export const databasesAndMembers = defineView<Database>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/cluster:Cluster": (cluster) => [cluster],
  "aws:rds/clusterInstance:ClusterInstance": (member) => [member],
});

/** RDS snapshots and snapshot copies, which can be shared with other accounts. */
export const sharedSnapshots = defineView<{ readonly sharedAccounts?: readonly string[] }>()({
  "aws:rds/snapshot:Snapshot": (snapshot) => [snapshot],
  "aws:rds/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:rds/clusterSnapshot:ClusterSnapshot": (snapshot) => [snapshot],
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (copy) => [copy],
});

/** Copies of RDS snapshots, and replicated automated backups. */
export const copiedBackups = defineView<{ readonly kmsKeyId?: string }>()({
  "aws:rds/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (copy) => [copy],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (replication) => [replication],
});

/** The family and the parameters of a parameter group. */
export interface Parameters {
  readonly family?: string;
  readonly parameters?: readonly { readonly name?: string; readonly value?: string }[];
}

/** RDS parameter groups for DB instances and clusters. */
export const parameterGroups = defineView<Parameters>()({
  "aws:rds/parameterGroup:ParameterGroup": (group) => [group],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": (group) => [group],
});

/** The automated backups of a database. */
export interface Backup {
  /** The retention period in days. 0 means that there are no backups. */
  readonly days: number;
  /** Whether the database is a read replica, whose data is backed up at its source. */
  readonly isReplica: boolean;
  /** Returns the patch that sets the retention period. */
  readonly withRetention: (days: number) => Patch;
}

/**
 * The automated backups of RDS databases.
 *
 * @remarks
 * Without a retention period, DB instances have no backups, and clusters keep them for one day.
 */
export const backups = defineView<Backup>()({
  "aws:rds/instance:Instance": (instance) => [
    {
      get days() {
        return instance.backupRetentionPeriod ?? 0;
      },
      get isReplica() {
        return "replicateSourceDb" in instance;
      },
      withRetention: (days) => patch(instance, { backupRetentionPeriod: days }),
    },
  ],
  "aws:rds/cluster:Cluster": (cluster) => [
    {
      get days() {
        return cluster.backupRetentionPeriod ?? 1;
      },
      isReplica: false,
      withRetention: (days) => patch(cluster, { backupRetentionPeriod: days }),
    },
  ],
});

/** The storage of a database. */
export interface StoredData {
  readonly storageEncrypted: boolean | undefined;
  /** Whether `storageEncrypted` is omitted and the source or the engine mode of the database determines encryption. */
  readonly isEncryptionImplied: boolean;
}

type InstanceInputs = InputsOf<"aws:rds/instance:Instance">;
type ClusterInputs = InputsOf<"aws:rds/cluster:Cluster">;
type GlobalClusterInputs = InputsOf<"aws:rds/globalCluster:GlobalCluster">;

const toStoredData = (
  database: InstanceInputs | ClusterInputs | GlobalClusterInputs,
  isImplied: () => boolean,
): StoredData => ({
  get storageEncrypted() {
    return database.storageEncrypted;
  },
  get isEncryptionImplied() {
    return !("storageEncrypted" in database) && isImplied();
  },
});

const isRestored = (database: InstanceInputs | ClusterInputs): boolean =>
  anyOf(
    () => "snapshotIdentifier" in database,
    () => "restoreToPointInTime" in database,
  );

/** The storage of RDS DB instances, clusters, and global clusters. */
export const storedData = defineView<StoredData>()({
  "aws:rds/instance:Instance": (instance) => [
    toStoredData(instance, () =>
      anyOf(
        () => "replicateSourceDb" in instance,
        () => isRestored(instance),
      ),
    ),
  ],
  // Aurora Serverless v1 clusters are always encrypted.
  "aws:rds/cluster:Cluster": (cluster) => [
    toStoredData(cluster, () =>
      anyOf(
        () => cluster.engineMode === "serverless",
        () => isRestored(cluster),
      ),
    ),
  ],
  "aws:rds/globalCluster:GlobalCluster": (global) => [
    toStoredData(global, () => "sourceDbClusterIdentifier" in global),
  ],
});
