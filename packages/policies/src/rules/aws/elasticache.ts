import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const group = "aws:elasticache/replicationGroup:ReplicationGroup";
const cluster = "aws:elasticache/cluster:Cluster";

/** What replication groups and clusters call the same. */
interface Cache {
  readonly engine?: string;
  readonly nodeType?: string;
  readonly snapshotRetentionLimit?: number;
  readonly subnetGroupName?: string;
  /** Clusters have it as a text. */
  readonly autoMinorVersionUpgrade?: boolean | string;
}

/** Caches, without the members of replication groups: what holds for those their group says. */
const caches = defineView<Cache>()({
  [group]: (props) => [props],
  [cluster]: (props) => ("replicationGroupId" in props ? [] : [props]),
});

export const elasticacheEncrypted = defineRule({
  id: "elasticache-encrypted",
  title: "Caches are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.4"] },
  on: group,
  why: "Backups and what is swapped to disk stand in the clear, and a cache of Redis cannot be encrypted later.",
  remedy: "Set atRestEncryptionEnabled: true. That replaces a replication group that exists.",
  check: (props) =>
    !(props.atRestEncryptionEnabled ?? props.engine === "valkey") && {
      at: "atRestEncryptionEnabled",
      message: "the data is not encrypted",
    },
  examples: {
    pass: [{ atRestEncryptionEnabled: true }, { engine: "valkey" }],
    fail: [{}, { engine: "valkey", atRestEncryptionEnabled: false }, { engine: "redis" }],
  },
});

export const elasticacheTls = defineRule({
  id: "elasticache-tls",
  title: "Caches are reached over TLS alone",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.5"] },
  on: group,
  why: "The password of the cache and all data go over the network in the clear.",
  remedy: 'Set transitEncryptionEnabled: true and drop transitEncryptionMode: "preferred".',
  check: (props) =>
    anyOf(
      () => props.transitEncryptionEnabled !== true,
      () => props.transitEncryptionMode === "preferred",
    ) && { at: "transitEncryptionEnabled", message: "the cache is reached without TLS" },
  examples: {
    pass: [{ transitEncryptionEnabled: true }, { transitEncryptionEnabled: true, transitEncryptionMode: "required" }],
    fail: [{}, { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
  },
});

export const elasticacheAuth = defineRule({
  id: "elasticache-auth",
  title: "Caches ask who connects",
  severity: "medium",
  controls: { "aws-fsbp": ["ElastiCache.6"] },
  on: group,
  why: "Everything that reaches the cache over the network reads and empties it.",
  remedy: "Set userGroupIds to an aws.elasticache.UserGroup, or authTokenWo; both need transitEncryptionEnabled: true.",
  check: (props) =>
    !anyOf(
      () => "userGroupIds" in props,
      () => "authToken" in props,
      () => "authTokenWo" in props,
    ) && { at: "userGroupIds", message: "whoever reaches the cache may use it" },
  examples: {
    pass: [{ userGroupIds: ["app"] }, { authToken: "…" }, { authTokenWo: "…", authTokenWoVersion: 1 }],
    fail: [{ transitEncryptionEnabled: true }],
  },
});

export const elasticacheBackups = defineViewRule({
  id: "elasticache-backups",
  title: "Caches are backed up",
  severity: "high",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElastiCache.1"] },
  on: caches,
  options: { minimumDays: integerOption(1, "Days for which backups are kept at least.", { minimum: 1, maximum: 35 }) },
  why: "What is only in the cache, such as sessions, queues and counters, is gone with a node or a bad command.",
  remedy: "Set snapshotRetentionLimit: 7 (days); left out, it is 0 and there are no backups.",
  // Neither Memcached nor the oldest nodes can be backed up.
  check: (cache, { options }) =>
    allOf(
      () => (cache.snapshotRetentionLimit ?? 0) < options.minimumDays,
      () => cache.engine !== "memcached",
      () => cache.nodeType !== "cache.t1.micro",
    ) && { at: "snapshotRetentionLimit", message: "the cache is not backed up" },
  fix: (_, { options }) => ({ snapshotRetentionLimit: options.minimumDays }),
  examples: {
    pass: [
      [group, { snapshotRetentionLimit: 7 }],
      [cluster, { engine: "redis", snapshotRetentionLimit: 1 }],
      [cluster, { engine: "memcached" }],
      [cluster, { engine: "redis", nodeType: "cache.t1.micro" }],
      [cluster, { replicationGroupId: "orders" }],
      [group, { engine: "memcached", nodeType: "cache.t1.micro" }],
    ],
    fail: [
      [group, {}],
      [cluster, { engine: "redis", snapshotRetentionLimit: 0 }],
    ],
  },
});

export const elasticacheMinorUpgrades = defineViewRule({
  id: "elasticache-minor-upgrades",
  title: "Caches take minor upgrades by themselves",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.2"] },
  on: caches,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Drop autoMinorVersionUpgrade: false; left out, it is true. Choose the hour by maintenanceWindow.",
  check: ({ autoMinorVersionUpgrade }) =>
    String(autoMinorVersionUpgrade) === "false" && "minor upgrades wait for somebody",
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
  title: "Caches go on when a node fails",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElastiCache.3"] },
  on: group,
  why: "When the primary node or its zone fails, nothing can be written until somebody promotes a replica.",
  remedy: "Set automaticFailoverEnabled: true, multiAzEnabled: true and at least two numCacheClusters.",
  check: ({ automaticFailoverEnabled }) =>
    automaticFailoverEnabled !== true && "no replica takes over when a node fails",
  examples: { pass: [{ automaticFailoverEnabled: true }], fail: [{}, { automaticFailoverEnabled: false }] },
});

export const elasticacheSubnetGroup = defineViewRule({
  id: "elasticache-subnet-group",
  title: "Caches stand in subnets that were chosen for them",
  severity: "high",
  controls: { "aws-fsbp": ["ElastiCache.7"] },
  on: caches,
  why: "The default subnet group holds all subnets of the default VPC, which are public.",
  remedy: "Set subnetGroupName to an aws.elasticache.SubnetGroup of private subnets.",
  check: ({ subnetGroupName = "default" }) =>
    subnetGroupName === "default" && "the cache stands in the default subnet group",
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
  title: "Caches are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [group]: (props) => [props],
    "aws:elasticache/serverlessCache:ServerlessCache": (props) => [props],
  }),
  why: "The key of AWS cannot be taken away, nor its use be limited, and it cannot be changed later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. That replaces a cache that exists.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: {
    pass: [[group, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }]],
    fail: [
      [group, { atRestEncryptionEnabled: true }],
      ["aws:elasticache/serverlessCache:ServerlessCache", {}],
    ],
  },
});
