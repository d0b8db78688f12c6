import { isCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph } from "../../authoring/define-stack-rule";
import type { StackIssue } from "../../kernel/check-result";
import { databases, databasesAndMembers, type Database } from "../../views/databases";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const member = "aws:rds/clusterInstance:ClusterInstance";

export const rdsMinorUpgrades = defineViewRule({
  id: "rds-minor-upgrades",
  title: "RDS DB instances and clusters have automatic minor version upgrades enabled",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.13", "RDS.35"], "cis-aws-3.0": ["2.3.2"], "cis-aws-4.0": ["2.2.2"] },
  on: databasesAndMembers,
  why: "Without automatic upgrades, security patches for the engine are not applied until someone upgrades the engine manually.",
  remedy:
    'Remove autoMinorVersionUpgrade: false. The default is true. Set only the major version, such as engineVersion: "16", and use maintenanceWindow to choose when upgrades run.',
  check: ({ autoMinorVersionUpgrade = true }) =>
    !autoMinorVersionUpgrade && "automatic minor version upgrades are disabled",
  examples: {
    pass: [
      [instance, {}],
      [member, { autoMinorVersionUpgrade: true }],
    ],
    fail: [
      [instance, { autoMinorVersionUpgrade: false }],
      [cluster, { autoMinorVersionUpgrade: false }],
      [member, { autoMinorVersionUpgrade: false }],
    ],
  },
});

export const rdsMultiAz = defineRule({
  id: "rds-multi-az",
  title: "RDS DB instances have a standby in another Availability Zone",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.5"], "cis-aws-4.0": ["2.2.4"] },
  on: instance,
  why: "If the Availability Zone or the host fails, the database is unavailable until the failure is resolved or the database is restored from a backup. Maintenance also causes downtime.",
  remedy: "Set multiAz: true.",
  check: (database) =>
    allOf(
      () => database.multiAz !== true,
      () => !("replicateSourceDb" in database),
    ) && { at: "multiAz", message: "Multi-AZ is not enabled" },
  examples: { pass: [{ multiAz: true }, { replicateSourceDb: "orders" }], fail: [{}, { multiAz: false }] },
});

export const rdsLogs = defineViewRule({
  id: "rds-logs",
  title: "RDS DB instances and clusters export logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.9", "RDS.36", "RDS.37", "RDS.40", "RDS.42"] },
  on: databases,
  why: "RDS keeps database logs only for a few days and deletes them with the database, so you cannot determine later who connected or what failed.",
  remedy:
    'Set enabledCloudwatchLogsExports: ["postgresql"] for PostgreSQL, ["audit", "error"] for MySQL and MariaDB, or ["error"] for SQL Server.',
  check: ({ enabledCloudwatchLogsExports }) =>
    !listOf(enabledCloudwatchLogsExports).some(Boolean) && "no logs are exported to CloudWatch Logs",
  examples: {
    pass: [
      [instance, { enabledCloudwatchLogsExports: ["postgresql"] }],
      [cluster, { enabledCloudwatchLogsExports: ["audit"] }],
    ],
    fail: [
      [instance, {}],
      [cluster, { enabledCloudwatchLogsExports: [] }],
    ],
  },
});

export const rdsAuroraAuditLog = defineRule({
  id: "rds-aurora-audit-log",
  title: "Aurora MySQL DB clusters export audit logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.34"] },
  on: cluster,
  why: "Without audit logs, you cannot determine who read or changed which tables.",
  remedy:
    'Add "audit" to enabledCloudwatchLogsExports, and enable auditing with server_audit_logging and server_audit_events in the cluster parameter group.',
  check: (database) =>
    allOf(
      () => database.engine === "aurora-mysql",
      () => !listOf(() => database.enabledCloudwatchLogsExports).includes("audit"),
    ) && { at: "enabledCloudwatchLogsExports", message: "audit logs are not exported" },
  examples: {
    pass: [
      { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error", "audit"] },
      { engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["postgresql"] },
    ],
    fail: [{ engine: "aurora-mysql" }, { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error"] }],
  },
});

export const rdsCopyTags = defineViewRule({
  id: "rds-copy-tags",
  title: "RDS DB instances and clusters copy tags to snapshots",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.16", "RDS.17"] },
  on: databases,
  why: "Access control, cost allocation, and cleanup depend on tags, and a snapshot without tags cannot be attributed to an owner.",
  remedy: "Set copyTagsToSnapshot: true.",
  check: ({ copyTagsToSnapshot }) => copyTagsToSnapshot !== true && "tags are not copied to snapshots",
  fix: { copyTagsToSnapshot: true },
  examples: {
    pass: [
      [instance, { copyTagsToSnapshot: true }],
      [cluster, { copyTagsToSnapshot: true }],
    ],
    fail: [
      [instance, {}],
      [cluster, { copyTagsToSnapshot: false }],
    ],
  },
});

export const rdsBacktrack = defineRule({
  id: "rds-backtrack",
  title: "Aurora MySQL DB clusters have backtracking enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.14"] },
  on: cluster,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html: Aurora global databases do not support backtracking
  why: "Backtracking undoes a bad statement within minutes, while restoring a backup can take hours.",
  remedy: "Set backtrackWindow: 86400 (seconds). Backtracking can be enabled only when the cluster is created.",
  check: (database) =>
    allOf(
      () => database.engine === "aurora-mysql",
      () => !("globalClusterIdentifier" in database),
      () => (database.backtrackWindow ?? 0) === 0,
    ) && { at: "backtrackWindow", message: "backtracking is not enabled" },
  examples: {
    pass: [
      { engine: "aurora-mysql", backtrackWindow: 86_400 },
      { engine: "aurora-postgresql" },
      { engine: "aurora-mysql", globalClusterIdentifier: "orders" },
    ],
    fail: [{ engine: "aurora-mysql" }, { engine: "aurora-mysql", backtrackWindow: 0 }],
  },
});

type MonitoringSettings = Pick<Database, "performanceInsightsEnabled"> & { readonly monitoringInterval?: number };

/** Reports each DB instance for which a setting is enabled neither on the instance nor on its cluster. */
function instancesWithout(
  graph: Graph,
  message: string,
  isEnabled: (database: MonitoringSettings) => boolean,
): readonly (StackIssue | false)[] {
  const covered = graph
    .byType(cluster)
    .filter(({ props }) => isEnabled(props))
    .flatMap((resource) => graph.referrers(resource, member, "clusterIdentifier"));
  return listOf<StackIssue | false>(
    () => graph.byType(instance).map((resource) => !isEnabled(resource.props) && { resource, message }),
    () =>
      graph
        .byType(member)
        .map(
          (resource) =>
            !isEnabled(resource.props) && !covered.some(({ urn }) => urn === resource.urn) && { resource, message },
        ),
  );
}

export const rdsMonitoring = defineStackRule({
  id: "rds-monitoring",
  title: "RDS DB instances have Enhanced Monitoring enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.6"] },
  types: [instance, member],
  why: "Without Enhanced Monitoring, you cannot see which processes used the instance's memory or storage when the database was slow.",
  remedy: "Set monitoringInterval: 60 and monitoringRoleArn on the cluster or on each DB instance.",
  check: (graph) =>
    instancesWithout(
      graph,
      "the DB instance does not use Enhanced Monitoring",
      ({ monitoringInterval = 0 }) => monitoringInterval > 0,
    ),
  examples: {
    pass: [
      examplePlan({ database: [instance, { monitoringInterval: 60 }] }),
      examplePlan({
        cluster: [cluster, { monitoringInterval: 60 }],
        member: [member, { clusterIdentifier: exampleId("cluster") }],
      }),
    ],
    fail: [
      examplePlan({ database: [instance, { monitoringInterval: 0 }] }),
      examplePlan({ cluster: [cluster, {}], member: [member, { clusterIdentifier: exampleId("cluster") }] }),
    ],
  },
});

export const rdsPerformanceInsights = defineStackRule({
  id: "rds-performance-insights",
  title: "RDS DB instances have Performance Insights enabled",
  severity: "low",
  topic: "reliability",
  types: [instance, member],
  why: "Without Performance Insights, you cannot determine which statements made the database slow.",
  remedy: "Set performanceInsightsEnabled: true on the cluster or on each DB instance. Seven days of history are free.",
  check: (graph) =>
    instancesWithout(
      graph,
      "the DB instance does not use Performance Insights",
      ({ performanceInsightsEnabled }) => performanceInsightsEnabled === true,
    ),
  examples: {
    pass: [
      examplePlan({ database: [instance, { performanceInsightsEnabled: true }] }),
      examplePlan({
        cluster: [cluster, { performanceInsightsEnabled: true }],
        member: [member, { clusterIdentifier: exampleId("cluster") }],
      }),
    ],
    fail: [
      examplePlan({ database: [instance, {}] }),
      examplePlan({ member: [member, { clusterIdentifier: "orders", performanceInsightsEnabled: false }] }),
    ],
  },
});

export const rdsInsightsCustomerKey = defineViewRule({
  id: "rds-insights-customer-key",
  title: "RDS Performance Insights data is encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: databasesAndMembers,
  why: "SQL statements can contain sensitive data. The AWS managed key decrypts the statements for anyone who can view Performance Insights, and the key cannot be changed later.",
  remedy: "Set performanceInsightsKmsKeyId to the ARN of an aws.kms.Key.",
  // The provider treats an empty string as no key.
  check: (database) =>
    allOf(
      () => database.performanceInsightsEnabled === true,
      () => !isCustomerKey(database.performanceInsightsKmsKeyId),
    ) && { at: "performanceInsightsKmsKeyId", message: "not encrypted with a customer managed key" },
  examples: {
    pass: [
      [instance, {}],
      [member, { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "arn:aws:kms:eu-west-1:1:key/1" }],
    ],
    fail: [
      [instance, { performanceInsightsEnabled: true }],
      [member, { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "" }],
    ],
  },
});
