import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { backupsRule, deleteProtectionRule } from "../../rule-factories/database-clusters";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const cluster = "aws:neptune/cluster:Cluster";
const clusters = { on: cluster, prefix: "neptune", service: "Neptune DB" } as const;
const instance = "aws:neptune/clusterInstance:ClusterInstance";

export const neptuneEncrypted = defineRule({
  id: "neptune-encrypted",
  title: "Neptune DB clusters encrypt data at rest",
  severity: "high",
  controls: { "aws-fsbp": ["Neptune.1", "Neptune.6"] },
  on: cluster,
  why: "Graph data, backups, and snapshots are stored unencrypted, and encryption cannot be enabled on an existing cluster.",
  remedy:
    "Set storageEncrypted: true. This change replaces an existing cluster. To keep its data, restore the cluster from an encrypted snapshot.",
  check: (props) =>
    allOf(
      () => props.storageEncrypted !== true,
      () => "storageEncrypted" in props || !("snapshotIdentifier" in props || "replicationSourceIdentifier" in props),
    ) && { at: "storageEncrypted", message: "storage encryption is not enabled" },
  examples: {
    pass: [{ storageEncrypted: true }, { snapshotIdentifier: "graph-before-upgrade" }],
    fail: [{}, { storageEncrypted: false }],
  },
});

export const neptuneCustomerKey = defineRule({
  id: "neptune-customer-key",
  title: "Neptune DB clusters are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "Snapshots encrypted with the AWS managed key cannot be shared with another account, for example with a backup account.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. This change replaces an existing cluster.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyArn") && {
      at: "kmsKeyArn",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{ storageEncrypted: true }] },
});

export const neptuneAuditLog = defineRule({
  id: "neptune-audit-log",
  title: "Neptune DB clusters export audit logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["Neptune.2"] },
  on: cluster,
  why: "Without audit logs, you cannot determine who ran which queries.",
  remedy:
    'Set enableCloudwatchLogsExports: ["audit"], and set { name: "neptune_enable_audit_log", value: "1" } in the cluster parameter group.',
  check: ({ enableCloudwatchLogsExports }) =>
    !listOf(enableCloudwatchLogsExports).includes("audit") && "audit logs are not exported",
  examples: {
    pass: [{ enableCloudwatchLogsExports: ["audit"] }],
    fail: [{}, { enableCloudwatchLogsExports: ["slowquery"] }],
  },
});

export const neptuneDeleteProtection = deleteProtectionRule(clusters, "Neptune.4");

export const neptuneBackups = backupsRule(clusters, "Neptune.5");

export const neptuneIamAuth = defineRule({
  id: "neptune-iam-auth",
  title: "Neptune DB clusters have IAM database authentication enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Neptune.7"] },
  on: cluster,
  why: "Neptune does not support passwords. Without IAM authentication, anyone who can reach the cluster over the network has full access.",
  remedy: "Set iamDatabaseAuthenticationEnabled: true, and allow neptune-db:connect for the roles that need access.",
  check: ({ iamDatabaseAuthenticationEnabled }) =>
    iamDatabaseAuthenticationEnabled !== true && "IAM database authentication is not enabled",
  fix: { iamDatabaseAuthenticationEnabled: true },
  examples: {
    pass: [{ iamDatabaseAuthenticationEnabled: true }],
    fail: [{}, { iamDatabaseAuthenticationEnabled: false }],
  },
});

export const neptuneCopyTags = defineRule({
  id: "neptune-copy-tags",
  title: "Neptune DB clusters copy tags to snapshots",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Neptune.8"] },
  on: cluster,
  why: "Access control, cost allocation, and cleanup depend on tags, and a snapshot without tags cannot be attributed to an owner.",
  remedy: "Set copyTagsToSnapshot: true.",
  check: ({ copyTagsToSnapshot }) => copyTagsToSnapshot !== true && "tags are not copied to snapshots",
  fix: { copyTagsToSnapshot: true },
  examples: { pass: [{ copyTagsToSnapshot: true }], fail: [{}, { copyTagsToSnapshot: false }] },
});

export const neptunePrivate = defineRule({
  id: "neptune-private",
  title: "Neptune DB instances are not publicly accessible",
  severity: "critical",
  on: instance,
  why: "Only a security group protects the graph from anyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false. This change replaces an existing DB instance.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the DB instance is publicly accessible",
  examples: { pass: [{}, { publiclyAccessible: false }], fail: [{ publiclyAccessible: true }] },
});

export const neptuneMinorUpgrades = defineRule({
  id: "neptune-minor-upgrades",
  title: "Neptune DB instances have automatic minor version upgrades enabled",
  severity: "medium",
  on: instance,
  why: "Without automatic upgrades, security patches for the engine are not applied until someone upgrades the engine manually.",
  remedy: "Remove autoMinorVersionUpgrade: false. The default is true.",
  check: ({ autoMinorVersionUpgrade = true }) =>
    !autoMinorVersionUpgrade && "automatic minor version upgrades are disabled",
  examples: { pass: [{}, { autoMinorVersionUpgrade: true }], fail: [{ autoMinorVersionUpgrade: false }] },
});
