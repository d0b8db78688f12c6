import type { LossKind } from "./loss-kind";

/** The stateful types of @pulumi/kubernetes. All of them contain data. */
export const KUBERNETES: readonly string[] = [
  // Deleting a custom resource definition deletes every object of that kind.
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
  "kubernetes:apiextensions.k8s.io/v1beta1:CustomResourceDefinition",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1beta1:StatefulSet",
  "kubernetes:apps/v1beta2:StatefulSet",
  // Deleting a namespace deletes everything in it.
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:PersistentVolume",
  "kubernetes:core/v1:PersistentVolumeClaim",
  // The content of a chart is not known, so it counts as stateful.
  "kubernetes:helm.sh/v3:Release",
];

/**
 * Custom resources whose operator deletes the data that it manages for them, by API group. A custom resource has the same
 * kind in every version of its API.
 */
const CUSTOM_RESOURCES: Readonly<Record<string, Readonly<Record<string, LossKind>>>> = {
  "acid.zalan.do": { postgresql: "data" },
  "apps.kubeblocks.io": { Cluster: "data" },
  "cassandra.datastax.com": { CassandraDatacenter: "data" },
  "clickhouse.altinity.com": { ClickHouseInstallation: "data" },
  "cockroachdb.crdb.io": { CrdbCluster: "data" },
  "crunchydata.com": { PostgresCluster: "data" },
  "postgres-operator.crunchydata.com": { PostgresCluster: "data" },
  "databases.spotahome.com": { RedisFailover: "data" },
  "elasticsearch.k8s.elastic.co": { Elasticsearch: "data" },
  "k8ssandra.io": { K8ssandraCluster: "data" },
  // Topics and users exist in the cluster: the operator deletes a topic with its messages.
  "kafka.strimzi.io": { Kafka: "data", KafkaNodePool: "data", KafkaTopic: "data" },
  "k8s.mariadb.com": { MariaDB: "data", Database: "data" },
  "minio.min.io": { Tenant: "data" },
  "mongodb.com": { MongoDB: "data", MongoDBMultiCluster: "data", MongoDBOpsManager: "data" },
  "mongodbcommunity.mongodb.com": { MongoDBCommunity: "data" },
  "mysql.oracle.com": { InnoDBCluster: "data" },
  "nats.io": { Stream: "data" },
  "jetstream.nats.io": { Stream: "data", KeyValue: "data", ObjectStore: "data" },
  "objectbucket.io": { ObjectBucketClaim: "data" },
  "opensearch.opster.io": { OpenSearchCluster: "data" },
  "pgv2.percona.com": { PerconaPGCluster: "data" },
  "ps.percona.com": { PerconaServerMySQL: "data" },
  "psmdb.percona.com": { PerconaServerMongoDB: "data" },
  "pxc.percona.com": { PerconaXtraDBCluster: "data" },
  "planetscale.com": { VitessCluster: "data" },
  "postgresql.cnpg.io": { Cluster: "data", Database: "data", Backup: "data" },
  "rabbitmq.com": { RabbitmqCluster: "data", Queue: "data", Vhost: "data" },
  "redis.redis.opstreelabs.in": { Redis: "data", RedisCluster: "data", RedisReplication: "data" },
  "app.redislabs.com": { RedisEnterpriseCluster: "data", RedisEnterpriseDatabase: "data" },
  "scylla.scylladb.com": { ScyllaCluster: "data" },
  "solr.apache.org": { SolrCloud: "data" },
  "ceph.rook.io": { CephCluster: "data", CephBlockPool: "data", CephFilesystem: "data", CephObjectStore: "data" },
  "longhorn.io": { Volume: "data" },
  "snapshot.storage.k8s.io": { VolumeSnapshot: "data", VolumeSnapshotContent: "data" },
  // Without its unseal keys, a vault is unreadable.
  "vault.banzaicloud.com": { Vault: "keys" },
  "velero.io": { Backup: "data" },
  "zookeeper.pravega.io": { ZookeeperCluster: "data" },
};

/** Returns what is lost when a custom resource such as `kubernetes:postgresql.cnpg.io/v1:Cluster` is deleted. */
export function lossForCustomResource(type: string): LossKind | undefined {
  const [, group = "", kind = ""] = CUSTOM_RESOURCE.exec(type) ?? [];
  const kinds = Object.hasOwn(CUSTOM_RESOURCES, group) ? CUSTOM_RESOURCES[group] : undefined;
  return kinds !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

const CUSTOM_RESOURCE = /^kubernetes:([^/:]+)\/v\d\w*:(\w+)$/;
