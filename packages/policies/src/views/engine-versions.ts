import { defineView } from "../authoring/define-view";

/** The engine version of a database, cache, or search domain. */
export interface EngineVersion {
  readonly at: string;
  /** Whether the program sets the version. */
  readonly isSet: boolean;
  /** Whether the version comes from another resource, such as a snapshot, another cluster, or the parent group. */
  readonly isInherited: boolean;
}

const engineVersion = (inputs: object, origins: readonly string[] = []): EngineVersion => ({
  at: "engineVersion",
  get isSet() {
    return "engineVersion" in inputs;
  },
  get isInherited() {
    return origins.some((origin) => origin in inputs);
  },
});

/** The engine versions of databases, caches, and search domains. */
export const engineVersions = defineView<EngineVersion>()({
  "aws:rds/instance:Instance": (props) => [
    engineVersion(props, ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"]),
  ],
  "aws:rds/cluster:Cluster": (props) => [
    engineVersion(props, [
      "replicationSourceIdentifier",
      "snapshotIdentifier",
      "restoreToPointInTime",
      "globalClusterIdentifier",
    ]),
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": (props) => [engineVersion(props, ["globalReplicationGroupId"])],
  "aws:elasticache/cluster:Cluster": (props) => [engineVersion(props, ["replicationGroupId"])],
  "aws:docdb/cluster:Cluster": (props) => [
    engineVersion(props, ["snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"]),
  ],
  "aws:neptune/cluster:Cluster": (props) => [engineVersion(props, ["snapshotIdentifier", "globalClusterIdentifier"])],
  "aws:opensearch/domain:Domain": (props) => [engineVersion(props)],
});
