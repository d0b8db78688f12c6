import { anyOf } from "../kernel/connectives";
import { patch, type Patch } from "../kernel/patch";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** What instances and clusters of RDS call the same. */
export interface Database {
  readonly autoMinorVersionUpgrade?: boolean;
  readonly copyTagsToSnapshot?: boolean;
  readonly deletionProtection?: boolean;
  readonly enabledCloudwatchLogsExports?: readonly string[];
  readonly engine?: string;
  readonly iamDatabaseAuthenticationEnabled?: boolean;
  readonly performanceInsightsEnabled?: boolean;
  readonly performanceInsightsKmsKeyId?: string;
}

/** Databases: instances of their own, and clusters. */
export const databases = defineView<Database>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/cluster:Cluster": (cluster) => [cluster],
});

/** The same, and the instances of clusters. */
export const databasesAndMembers = defineView<Database>()({
  "aws:rds/instance:Instance": (instance) => [instance],
  "aws:rds/cluster:Cluster": (cluster) => [cluster],
  "aws:rds/clusterInstance:ClusterInstance": (member) => [member],
});

/** Snapshots that can be shared. */
export const sharedSnapshots = defineView<{ readonly sharedAccounts?: readonly string[] }>()({
  "aws:rds/snapshot:Snapshot": (snapshot) => [snapshot],
  "aws:rds/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:rds/clusterSnapshot:ClusterSnapshot": (snapshot) => [snapshot],
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (copy) => [copy],
});

/** Copies of data that is in RDS. */
export const copiedBackups = defineView<{ readonly kmsKeyId?: string }>()({
  "aws:rds/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (copy) => [copy],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (replication) => [replication],
});

/** A group of parameters, by which an engine is told whether it takes connections that are not encrypted. */
export interface Parameters {
  readonly family?: string;
  readonly parameters?: readonly { readonly name?: string; readonly value?: string }[];
}

export const parameterGroups = defineView<Parameters>()({
  "aws:rds/parameterGroup:ParameterGroup": (group) => [group],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": (group) => [group],
});

/** How a database is backed up. */
export interface Backup {
  /** For how many days backups are kept. */
  readonly days: number;
  /** It is a replica: what it holds is backed up at its source. */
  readonly isOfSource: boolean;
  readonly keptFor: (days: number) => Patch;
}

/** How databases are backed up; an instance that says nothing is not, a cluster for one day. */
export const backups = defineView<Backup>()({
  "aws:rds/instance:Instance": (instance) => [
    {
      get days() {
        return instance.backupRetentionPeriod ?? 0;
      },
      get isOfSource() {
        return "replicateSourceDb" in instance;
      },
      keptFor: (days) => patch(instance, { backupRetentionPeriod: days }),
    },
  ],
  "aws:rds/cluster:Cluster": (cluster) => [
    {
      get days() {
        return cluster.backupRetentionPeriod ?? 1;
      },
      isOfSource: false,
      keptFor: (days) => patch(cluster, { backupRetentionPeriod: days }),
    },
  ],
});

/** What a database stores. */
export interface StoredData {
  readonly storageEncrypted: boolean | undefined;
  /** It says nothing, and is encrypted as what it is made from. */
  readonly isDecided: boolean;
}

type OfInstance = InputsOf<"aws:rds/instance:Instance">;
type OfCluster = InputsOf<"aws:rds/cluster:Cluster">;
type OfGlobal = InputsOf<"aws:rds/globalCluster:GlobalCluster">;

const stored = (database: OfInstance | OfCluster | OfGlobal, isDecided: () => boolean): StoredData => ({
  get storageEncrypted() {
    return database.storageEncrypted;
  },
  get isDecided() {
    return !("storageEncrypted" in database) && isDecided();
  },
});

const isRestored = (database: OfInstance | OfCluster): boolean =>
  anyOf(
    () => "snapshotIdentifier" in database,
    () => "restoreToPointInTime" in database,
  );

/** What databases store, and whether what they are made from decides how. */
export const storedData = defineView<StoredData>()({
  "aws:rds/instance:Instance": (instance) => [
    stored(instance, () =>
      anyOf(
        () => "replicateSourceDb" in instance,
        () => isRestored(instance),
      ),
    ),
  ],
  // The first serverless clusters are always encrypted.
  "aws:rds/cluster:Cluster": (cluster) => [
    stored(cluster, () =>
      anyOf(
        () => cluster.engineMode === "serverless",
        () => isRestored(cluster),
      ),
    ),
  ],
  "aws:rds/globalCluster:GlobalCluster": (global) => [stored(global, () => "sourceDbClusterIdentifier" in global)],
});
