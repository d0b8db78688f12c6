import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf, anyOf, renameProperties } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView, mergeViews } from "../../authoring/define-view";

const group = "aws:elasticache/replicationGroup:ReplicationGroup";
const cluster = "aws:elasticache/cluster:Cluster";
const serverless = "aws:elasticache/serverlessCache:ServerlessCache";

/** The properties that replication groups and clusters have in common. */
interface Cache {
  readonly engine?: string;
  readonly nodeType?: string;
  readonly snapshotRetentionLimit?: number;
  readonly subnetGroupName?: string;
  /** Clusters declare this property as a string. */
  readonly autoMinorVersionUpgrade?: boolean | string;
}

/** Replication groups and standalone clusters. Clusters in a replication group inherit the group's settings. */
const caches = defineView<Cache>()({
  [group]: (props) => [props],
  [cluster]: (props) => ("replicationGroupId" in props ? [] : [props]),
});

export const elasticacheEncrypted = defineRule({
  id: "elasticache-encrypted",
  title: "ElastiCache replication groups are encrypted at rest",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.4"] },
  on: group,
  why: "Backups and swap files are stored unencrypted, and encryption cannot be enabled on an existing Redis replication group.",
  remedy: "Set atRestEncryptionEnabled: true. This change replaces an existing replication group.",
  check: (props) =>
    !(props.atRestEncryptionEnabled ?? props.engine === "valkey") && {
      at: "atRestEncryptionEnabled",
      message: "encryption at rest is not enabled",
    },
  examples: {
    pass: [{ atRestEncryptionEnabled: true }, { engine: "valkey" }],
    fail: [{}, { engine: "valkey", atRestEncryptionEnabled: false }, { engine: "redis" }],
  },
});

/** The properties of caches that can encrypt connections. Standalone clusters with the Redis engine cannot. */
interface TlsSettings {
  readonly transitEncryptionEnabled?: boolean;
  readonly transitEncryptionMode?: string;
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html: Memcached supports TLS as well. */
const cachesWithTls = defineView<TlsSettings>()({
  [group]: (props) => [props],
  [cluster]: (props) => (props.engine === "memcached" ? [props] : []),
});

export const elasticacheTls = defineViewRule({
  id: "elasticache-tls",
  title: "ElastiCache replication groups and Memcached clusters require TLS",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.5"] },
  on: cachesWithTls,
  why: "Without TLS, credentials and data cross the network in plaintext.",
  remedy:
    'Set transitEncryptionEnabled: true, and remove transitEncryptionMode: "preferred". With an engine version earlier than 7.0.5, this change replaces an existing replication group.',
  check: (props) =>
    anyOf(
      () => props.transitEncryptionEnabled !== true,
      () => props.transitEncryptionMode === "preferred",
    ) && { at: "transitEncryptionEnabled", message: "connections without TLS are accepted" },
  examples: {
    pass: [
      [group, { transitEncryptionEnabled: true }],
      [group, { transitEncryptionEnabled: true, transitEncryptionMode: "required" }],
      [cluster, { engine: "memcached", transitEncryptionEnabled: true }],
      [cluster, { engine: "redis" }],
    ],
    fail: [
      [group, {}],
      [group, { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
      [cluster, { engine: "memcached" }],
    ],
  },
});

export const elasticacheAuth = defineRule({
  id: "elasticache-auth",
  title: "ElastiCache replication groups require authentication",
  severity: "medium",
  controls: { "aws-fsbp": ["ElastiCache.6"] },
  on: group,
  why: "Anyone who can reach the cache over the network can read and delete its data.",
  remedy:
    "Add the ID of an aws.elasticache.UserGroup to userGroupIds, or set authTokenWo. Both require transitEncryptionEnabled: true.",
  check: (props) =>
    !anyOf(
      () => "userGroupIds" in props,
      () => "authToken" in props,
      () => "authTokenWo" in props,
    ) && { at: "userGroupIds", message: "authentication is not required" },
  examples: {
    pass: [{ userGroupIds: ["app"] }, { authToken: "…" }, { authTokenWo: "…", authTokenWoVersion: 1 }],
    fail: [{ transitEncryptionEnabled: true }],
  },
});

/** Serverless caches have no nodes, so only the properties of backups are read. */
const cachesWithBackups = mergeViews(
  caches,
  defineView<Cache>()({
    [serverless]: (props) => [
      renameProperties(props, { engine: "engine", snapshotRetentionLimit: "snapshotRetentionLimit" }),
    ],
  }),
);

export const elasticacheBackups = defineViewRule({
  id: "elasticache-backups",
  title: "ElastiCache clusters, replication groups, and serverless caches have automatic backups enabled",
  severity: "high",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElastiCache.1"] },
  on: cachesWithBackups,
  options: {
    minimumDays: integerOption(1, "Minimum retention of automatic backups in days.", { minimum: 1, maximum: 35 }),
  },
  why: "Data that exists only in the cache, such as sessions, queues, and counters, is lost if a node fails or a command deletes it.",
  remedy: "Set snapshotRetentionLimit: 7 (days). The default is 0, which disables automatic backups.",
  // Memcached and cache.t1.micro nodes do not support backups.
  check: (cache, { options }) =>
    allOf(
      () => (cache.snapshotRetentionLimit ?? 0) < options.minimumDays,
      () => cache.engine !== "memcached",
      () => cache.nodeType !== "cache.t1.micro",
    ) && { at: "snapshotRetentionLimit", message: "automatic backups are disabled or retained for too few days" },
  fix: (_, { options }) => ({ snapshotRetentionLimit: options.minimumDays }),
  examples: {
    pass: [
      [group, { snapshotRetentionLimit: 7 }],
      [cluster, { engine: "redis", snapshotRetentionLimit: 1 }],
      [serverless, { engine: "valkey", snapshotRetentionLimit: 1 }],
      [serverless, { engine: "memcached" }],
      [cluster, { engine: "memcached" }],
      [cluster, { engine: "redis", nodeType: "cache.t1.micro" }],
      [cluster, { replicationGroupId: "orders" }],
      [group, { engine: "memcached", nodeType: "cache.t1.micro" }],
    ],
    fail: [
      [group, {}],
      [cluster, { engine: "redis", snapshotRetentionLimit: 0 }],
      [serverless, { engine: "valkey" }],
    ],
  },
});

export const elasticacheMinorUpgrades = defineViewRule({
  id: "elasticache-minor-upgrades",
  title: "ElastiCache clusters and replication groups apply minor version upgrades automatically",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.2"] },
  on: caches,
  why: "Without automatic upgrades, security fixes for the engine are missing until someone upgrades the cache manually.",
  remedy:
    "Remove autoMinorVersionUpgrade: false. The default is true. Use maintenanceWindow to choose when upgrades run.",
  check: ({ autoMinorVersionUpgrade }) =>
    String(autoMinorVersionUpgrade) === "false" && "automatic minor version upgrades are disabled",
  examples: {
    pass: [
      [group, {}],
      [cluster, { autoMinorVersionUpgrade: "true" }],
    ],
    fail: [
      [group, { autoMinorVersionUpgrade: false }],
      [cluster, { autoMinorVersionUpgrade: "false" }],
    ],
  },
});

export const elasticacheFailover = defineRule({
  id: "elasticache-failover",
  title: "ElastiCache replication groups have automatic failover enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElastiCache.3"] },
  on: group,
  why: "If the primary node or its Availability Zone fails, writes fail until someone promotes a replica.",
  remedy: "Set automaticFailoverEnabled: true, multiAzEnabled: true, and numCacheClusters: 2 or more.",
  check: ({ automaticFailoverEnabled }) => automaticFailoverEnabled !== true && "automatic failover is not enabled",
  examples: { pass: [{ automaticFailoverEnabled: true }], fail: [{}, { automaticFailoverEnabled: false }] },
});

export const elasticacheSubnetGroup = defineViewRule({
  id: "elasticache-subnet-group",
  title: "ElastiCache clusters and replication groups do not use the default subnet group",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.7"] },
  on: caches,
  why: "The default subnet group contains all subnets of the default VPC, which are public.",
  remedy:
    "Set subnetGroupName to the name of an aws.elasticache.SubnetGroup with private subnets. This change replaces an existing cache.",
  check: ({ subnetGroupName = "default" }) =>
    subnetGroupName === "default" && "the cache uses the default subnet group",
  examples: {
    pass: [
      [group, { subnetGroupName: "private" }],
      [cluster, { replicationGroupId: "orders" }],
    ],
    fail: [
      [group, {}],
      [cluster, { subnetGroupName: "default" }],
    ],
  },
});

export const elasticacheCustomerKey = defineViewRule({
  id: "elasticache-customer-key",
  title: "ElastiCache replication groups and serverless caches are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [group]: (props) => [props],
    [serverless]: (props) => [props],
  }),
  why: "You can neither restrict nor revoke the use of the AWS managed key, and a cache's key cannot be changed later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing cache.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [[group, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }]],
    fail: [
      [group, { atRestEncryptionEnabled: true }],
      [serverless, {}],
    ],
  },
});
