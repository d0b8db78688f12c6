import { inARow } from "../alarm-periods";
import type { Metric, Statistic } from "../metric";
import type { AlarmMonitor } from "../monitor";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

/** What RDS instances and Aurora clusters have in common. */
export interface DatabaseMetrics {
  /** The beginning of the names of the runbooks: `rds-instance`. */
  readonly runbooks: string;
  /** Returns a metric of the instance, or of the writer of the cluster. */
  readonly metric: (name: string, statistic: Statistic) => Metric;
}

const RECOMMENDED_ALARMS = recommendedAlarms("RDS");
const PERIOD_SECONDS = 60;
const GIB = 1024 ** 3;
const CONNECTIONS_FRACTION = 0.9;
const MEMORY_FRACTION = 0.05;
// https://aws.amazon.com/blogs/database/implement-an-early-warning-system-for-transaction-id-wraparound-in-amazon-rds-for-postgresql/
const TRANSACTION_IDS = 1_000_000_000;

/** Returns the monitor of the CPU utilization. */
export const databaseCpu = ({ runbooks, metric }: DatabaseMetrics): AlarmMonitor =>
  utilization(metric("CPUUtilization", "Average"), {
    name: "cpu",
    title: "CPU utilization",
    maximumPercent: 90,
    minutes: 10,
    severity: "ticket",
    meaning: "The CPU of the database is nearly used up, so queries wait for each other.",
    firstStep:
      "Look at the statements with the highest load in Performance Insights. Then tune them, or choose a larger instance.",
    runbook: `${runbooks}-cpu`,
    reason: "AWS recommends 90 %. Ten minutes rule out a single report or a backup.",
    source: RECOMMENDED_ALARMS,
  });

/** Returns the monitor of the number of connections, with an alarm before the database rejects more of them. */
export const databaseConnections = (
  { runbooks, metric }: DatabaseMetrics,
  maximumConnections: number,
): AlarmMonitor => ({
  name: "connections",
  title: "Connections",
  value: metric("DatabaseConnections", "Maximum"),
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: Math.floor(maximumConnections * CONNECTIONS_FRACTION),
    severity: "page",
    meaning: `More than ${CONNECTIONS_FRACTION * 100} % of the connections are in use. The database rejects clients when none is left.`,
    firstStep: "Find the clients with the most connections, and restart those that leak them or reduce their pools.",
    runbook: `${runbooks}-connections`,
    reason:
      "Clients that retry use up the rest within minutes. Five minutes rule out a deployment that doubles the pools.",
    source: RECOMMENDED_ALARMS,
  },
});

/** Returns the monitor of the memory that is available. */
export const databaseMemory = ({ runbooks, metric }: DatabaseMetrics, memoryGiB: number): AlarmMonitor => ({
  name: "memory",
  title: "Available memory",
  value: metric("FreeableMemory", "Minimum"),
  unit: "Bytes",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(15),
    operator: "<=",
    threshold: memoryGiB * GIB * MEMORY_FRACTION,
    severity: "ticket",
    meaning: "The database has nearly no memory left. It restarts if the operating system runs out of memory.",
    firstStep:
      "Compare the number of connections with a usual day, then reduce the memory of each, or choose a larger instance.",
    runbook: `${runbooks}-memory`,
    reason:
      "The value includes the page cache, so 5 % cannot be freed further. Fifteen minutes rule out a single large query.",
    source: RECOMMENDED_ALARMS,
  },
});

/** Returns the monitor of the oldest transaction ID of PostgreSQL that is not frozen. */
export const transactionIds = ({ runbooks, metric }: DatabaseMetrics): AlarmMonitor => ({
  name: "transaction-ids",
  title: "Age of the oldest transaction ID",
  value: metric("MaximumUsedTransactionIDs", "Maximum"),
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: TRANSACTION_IDS,
    severity: "ticket",
    meaning:
      "PostgreSQL has not vacuumed its oldest rows for too long, and stops accepting writes at two billion transactions.",
    firstStep:
      "Look for long transactions, prepared transactions, and replication slots, and then run VACUUM on the oldest tables.",
    runbook: `${runbooks}-transaction-ids`,
    reason: "AWS recommends one billion. Autovacuum begins at 200 million, so it does not keep up.",
    source: RECOMMENDED_ALARMS,
  },
});
