import { defineView } from "../authoring/define-view";

/** A database whose version the program may choose. */
export interface EngineVersion {
  readonly at: string;
  readonly isNamed: boolean;
  /** The version is that of something else: a snapshot, another cluster, the group that it belongs to. */
  readonly isInherited: boolean;
}

const engine = (holder: object, origins: readonly string[] = []): EngineVersion => ({
  at: "engineVersion",
  get isNamed() {
    return "engineVersion" in holder;
  },
  get isInherited() {
    return origins.some((origin) => origin in holder);
  },
});

/** Databases, caches and search clusters. */
export const engineVersions = defineView<EngineVersion>()({
  "aws:rds/instance:Instance": (props) => [
    engine(props, ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"]),
  ],
  "aws:rds/cluster:Cluster": (props) => [
    engine(props, [
      "replicationSourceIdentifier",
      "snapshotIdentifier",
      "restoreToPointInTime",
      "globalClusterIdentifier",
    ]),
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": (props) => [engine(props, ["globalReplicationGroupId"])],
  "aws:elasticache/cluster:Cluster": (props) => [engine(props, ["replicationGroupId"])],
  "aws:docdb/cluster:Cluster": (props) => [
    engine(props, ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"]),
  ],
  "aws:neptune/cluster:Cluster": (props) => [engine(props, ["snapshotIdentifier", "globalClusterIdentifier"])],
  "aws:opensearch/domain:Domain": (props) => [engine(props)],
});
