import { backupsRule, deleteProtectionRule } from "../../rule-factories/database-clusters";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const cluster = "aws:neptune/cluster:Cluster";
const clusters = { on: cluster, prefix: "neptune", service: "Neptune" } as const;
const member = "aws:neptune/clusterInstance:ClusterInstance";

export const neptuneEncrypted = defineRule({
  id: "neptune-encrypted",
  title: "Clusters of Neptune are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["Neptune.1", "Neptune.6"] },
  on: cluster,
  why: "The graph, its backups and its snapshots stand in the clear, and a cluster cannot be encrypted later.",
  remedy: "Set storageEncrypted: true. That replaces a cluster that exists: restore it from an encrypted snapshot.",
  check: (props) =>
    allOf(
      () => props.storageEncrypted !== true,
      () => "storageEncrypted" in props || !("snapshotIdentifier" in props || "replicationSourceIdentifier" in props),
    ) && { at: "storageEncrypted", message: "the storage is not encrypted" },
  examples: {
    pass: [{ storageEncrypted: true }, { snapshotIdentifier: "graph-before-upgrade" }],
    fail: [{}, { storageEncrypted: false }],
  },
});

export const neptuneCustomerKey = defineRule({
  id: "neptune-customer-key",
  title: "Clusters of Neptune are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "Snapshots that are encrypted with the key of AWS cannot be shared with another account, for backups for instance.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. That replaces a cluster that exists.",
  check: (props) => !("kmsKeyArn" in props) && { at: "kmsKeyArn", message: "no key is named" },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{ storageEncrypted: true }] },
});

export const neptuneAuditLog = defineRule({
  id: "neptune-audit-log",
  title: "Clusters of Neptune send their audit log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["Neptune.2"] },
  on: cluster,
  why: "Nobody can say who asked the graph what.",
  remedy:
    'Set enableCloudwatchLogsExports: ["audit"], and { name: "neptune_enable_audit_log", value: "1" } in the cluster parameter group.',
  check: ({ enableCloudwatchLogsExports }) =>
    !listOf(enableCloudwatchLogsExports).includes("audit") && "the audit log does not leave the cluster",
  examples: {
    pass: [{ enableCloudwatchLogsExports: ["audit"] }],
    fail: [{}, { enableCloudwatchLogsExports: ["slowquery"] }],
  },
});

export const neptuneDeleteProtection = deleteProtectionRule(clusters, "Neptune.4");

export const neptuneBackups = backupsRule(clusters, "Neptune.5");

export const neptuneIamAuth = defineRule({
  id: "neptune-iam-auth",
  title: "Clusters of Neptune ask IAM who connects",
  severity: "medium",
  controls: { "aws-fsbp": ["Neptune.7"] },
  on: cluster,
  why: "Neptune knows no passwords: without IAM everything that reaches it over the network may do everything.",
  remedy: "Set iamDatabaseAuthenticationEnabled: true, and allow neptune-db:connect to the roles that may connect.",
  check: ({ iamDatabaseAuthenticationEnabled }) =>
    iamDatabaseAuthenticationEnabled !== true && "whoever reaches the cluster may use it",
  fix: { iamDatabaseAuthenticationEnabled: true },
  examples: {
    pass: [{ iamDatabaseAuthenticationEnabled: true }],
    fail: [{}, { iamDatabaseAuthenticationEnabled: false }],
  },
});

export const neptuneCopyTags = defineRule({
  id: "neptune-copy-tags",
  title: "Snapshots of Neptune carry the tags of their cluster",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Neptune.8"] },
  on: cluster,
  why: "Rights, costs and cleaning go by tags: a snapshot without them belongs to nobody.",
  remedy: "Set copyTagsToSnapshot: true.",
  check: ({ copyTagsToSnapshot }) => copyTagsToSnapshot !== true && "snapshots carry no tags",
  fix: { copyTagsToSnapshot: true },
  examples: { pass: [{ copyTagsToSnapshot: true }], fail: [{}, { copyTagsToSnapshot: false }] },
});

export const neptunePrivate = defineRule({
  id: "neptune-private",
  title: "Instances of Neptune have no public address",
  severity: "critical",
  on: member,
  why: "Only the security group stands between the graph and everyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the instance has a public address",
  examples: { pass: [{}, { publiclyAccessible: false }], fail: [{ publiclyAccessible: true }] },
});

export const neptuneMinorUpgrades = defineRule({
  id: "neptune-minor-upgrades",
  title: "Instances of Neptune take minor upgrades by themselves",
  severity: "medium",
  on: member,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Drop autoMinorVersionUpgrade: false; left out, it is true.",
  check: ({ autoMinorVersionUpgrade = true }) => !autoMinorVersionUpgrade && "minor upgrades wait for somebody",
  examples: { pass: [{}, { autoMinorVersionUpgrade: true }], fail: [{ autoMinorVersionUpgrade: false }] },
});
