import { examplePlan, idOf } from "../../authoring/example-plan";
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
  title: "Databases take minor upgrades by themselves",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.13", "RDS.35"], "cis-aws-3.0": ["2.3.2"], "cis-aws-4.0": ["2.2.2"] },
  on: databasesAndMembers,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Drop autoMinorVersionUpgrade: false; left out, it is true. Choose the hour by maintenanceWindow.",
  check: ({ autoMinorVersionUpgrade = true }) => !autoMinorVersionUpgrade && "minor upgrades wait for somebody",
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
  title: "Databases have a standby in another zone",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.5"], "cis-aws-4.0": ["2.2.4"] },
  on: instance,
  why: "When the zone or the machine fails, the database is down until it is restored from a backup; maintenance takes it down as well.",
  remedy: "Set multiAz: true.",
  check: (database) =>
    allOf(
      () => database.multiAz !== true,
      () => !("replicateSourceDb" in database),
    ) && { at: "multiAz", message: "there is no standby in another zone" },
  examples: { pass: [{ multiAz: true }, { replicateSourceDb: "orders" }], fail: [{}, { multiAz: false }] },
});

export const rdsLogs = defineViewRule({
  id: "rds-logs",
  title: "Databases send their logs to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.9", "RDS.36", "RDS.37", "RDS.40", "RDS.42"] },
  on: databases,
  why: "On the database itself logs are gone after some days, and with the database: nobody can say who connected or what failed.",
  remedy:
    'Set enabledCloudwatchLogsExports: ["postgresql"] for PostgreSQL, ["audit", "error"] for MySQL and MariaDB, ["error"] for SQL Server.',
  check: ({ enabledCloudwatchLogsExports }) =>
    !listOf(enabledCloudwatchLogsExports).some(Boolean) && "no log leaves the database",
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
  title: "Aurora MySQL sends its audit log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.34"] },
  on: cluster,
  why: "Without it nobody can say who read or changed which table.",
  remedy:
    'Add "audit" to enabledCloudwatchLogsExports, and turn it on by server_audit_logging and server_audit_events of the cluster parameter group.',
  check: (database) =>
    allOf(
      () => database.engine === "aurora-mysql",
      () => !listOf(() => database.enabledCloudwatchLogsExports).includes("audit"),
    ) && { at: "enabledCloudwatchLogsExports", message: "the audit log does not leave the database" },
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
  title: "Snapshots of databases carry their tags",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.16", "RDS.17"] },
  on: databases,
  why: "Rights, costs and cleaning go by tags: a snapshot without them belongs to nobody.",
  remedy: "Set copyTagsToSnapshot: true.",
  check: ({ copyTagsToSnapshot }) => copyTagsToSnapshot !== true && "snapshots carry no tags",
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
  title: "Aurora MySQL can be turned back in time",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.14"] },
  on: cluster,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html: not in global databases
  why: "After a bad statement the cluster is back in minutes instead of the hours that a restore takes.",
  remedy: "Set backtrackWindow: 86400 (seconds), which only a new cluster takes.",
  check: (database) =>
    allOf(
      () => database.engine === "aurora-mysql",
      () => !("globalClusterIdentifier" in database),
      () => (database.backtrackWindow ?? 0) === 0,
    ) && { at: "backtrackWindow", message: "the cluster cannot be turned back" },
  examples: {
    pass: [
      { engine: "aurora-mysql", backtrackWindow: 86_400 },
      { engine: "aurora-postgresql" },
      { engine: "aurora-mysql", globalClusterIdentifier: "orders" },
    ],
    fail: [{ engine: "aurora-mysql" }, { engine: "aurora-mysql", backtrackWindow: 0 }],
  },
});

type Setting = Pick<Database, "performanceInsightsEnabled"> & { readonly monitoringInterval?: number };

/** What to say of each instance of which a condition holds neither for itself nor for its cluster. */
function lacking(
  graph: Graph,
  message: string,
  holds: (database: Setting) => boolean,
): readonly (StackIssue | false)[] {
  const covered = graph
    .byType(cluster)
    .filter(({ props }) => holds(props))
    .flatMap((one) => graph.referrers(one, member, "clusterIdentifier"));
  return listOf<StackIssue | false>(
    () => graph.byType(instance).map((resource) => !holds(resource.props) && { resource, message }),
    () =>
      graph
        .byType(member)
        .map(
          (resource) =>
            !holds(resource.props) && !covered.some(({ urn }) => urn === resource.urn) && { resource, message },
        ),
  );
}

export const rdsMonitoring = defineStackRule({
  id: "rds-monitoring",
  title: "Databases report how their machine fares",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["RDS.6"] },
  types: [instance, member],
  why: "Without it nobody sees which process ate the memory or the disk when the database was slow.",
  remedy: "Set monitoringInterval: 60 and monitoringRoleArn, on the cluster or on each instance.",
  check: (graph) =>
    lacking(graph, "nothing reports how the machine fares", ({ monitoringInterval = 0 }) => monitoringInterval > 0),
  examples: {
    pass: [
      examplePlan({ database: [instance, { monitoringInterval: 60 }] }),
      examplePlan({
        cluster: [cluster, { monitoringInterval: 60 }],
        one: [member, { clusterIdentifier: idOf("cluster") }],
      }),
    ],
    fail: [
      examplePlan({ database: [instance, { monitoringInterval: 0 }] }),
      examplePlan({ cluster: [cluster, {}], one: [member, { clusterIdentifier: idOf("cluster") }] }),
    ],
  },
});

export const rdsPerformanceInsights = defineStackRule({
  id: "rds-performance-insights",
  title: "Databases record what they spend their time on",
  severity: "low",
  topic: "reliability",
  types: [instance, member],
  why: "Without it nobody can say afterwards which statement made the database slow.",
  remedy: "Set performanceInsightsEnabled: true, on the cluster or on each instance; seven days of it are free.",
  check: (graph) =>
    lacking(
      graph,
      "nothing records what the database spends its time on",
      ({ performanceInsightsEnabled }) => performanceInsightsEnabled === true,
    ),
  examples: {
    pass: [
      examplePlan({ database: [instance, { performanceInsightsEnabled: true }] }),
      examplePlan({
        cluster: [cluster, { performanceInsightsEnabled: true }],
        one: [member, { clusterIdentifier: idOf("cluster") }],
      }),
    ],
    fail: [
      examplePlan({ database: [instance, {}] }),
      examplePlan({ one: [member, { clusterIdentifier: "orders", performanceInsightsEnabled: false }] }),
    ],
  },
});

export const rdsInsightsCustomerKey = defineViewRule({
  id: "rds-insights-customer-key",
  title: "What databases record of their statements is encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: databasesAndMembers,
  why: "Statements hold data. The key of AWS opens them for everyone who may look at Performance Insights, and it cannot be changed later.",
  remedy: "Set performanceInsightsKmsKeyId to the ARN of an aws.kms.Key.",
  // The provider takes an empty text for none.
  check: (database) =>
    allOf(
      () => database.performanceInsightsEnabled === true,
      () => (database.performanceInsightsKmsKeyId ?? "") === "",
    ) && { at: "performanceInsightsKmsKeyId", message: "no key is named" },
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
