import type { MetricSource } from "../metric-reader";
import { constant } from "./observations";

/** How a gauge depends on what happens to a service. */
export interface GaugeOptions {
  /** The value without load. */
  readonly idle: number;
  /** What the usual load at the busiest time of day adds. */
  readonly busy: number;
  /** What failures of the usual load at the busiest time of day add, such as retries. @default 0 */
  readonly failing?: number;
  /** What the exhausted resource adds. @default 0 */
  readonly leaked?: number;
  /** The range of the value. @default [0, 100] */
  readonly range?: readonly [minimum: number, maximum: number];
}

/** Returns gauges by the name of the metric, such as utilization, free storage, and the number of connections. */
export function gaugeMetrics(gauges: Readonly<Record<string, GaugeOptions>>): MetricSource {
  return ({ name }, minute, scenario) => {
    const gauge = gauges[name];
    if (gauge === undefined) throw new Error(`There is no gauge ${name}`);
    const conditions = scenario.conditionsAt(minute);
    if (!conditions.publishes) return undefined;
    const { idle, busy, failing = 0, leaked = 0, range = [0, 100] } = gauge;
    const value = idle + (busy + failing * conditions.failing) * conditions.load + leaked * conditions.leaked;
    return constant(Math.min(range[1], Math.max(range[0], value)));
  };
}

/**
 * The gauges of an RDS DB instance with 100 GiB of storage and 8 GiB of memory.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
 */
export const databaseMetrics = (): MetricSource => {
  const GIB = 1024 ** 3;
  return gaugeMetrics({
    CPUUtilization: { idle: 5, busy: 45, failing: 50, leaked: 30 },
    DatabaseConnections: { idle: 10, busy: 80, failing: 300, range: [0, 400] },
    FreeableMemory: { idle: 4 * GIB, busy: -GIB, leaked: -4 * GIB, range: [0, 8 * GIB] },
    FreeStorageSpace: { idle: 60 * GIB, busy: 0, leaked: -60 * GIB, range: [0, 100 * GIB] },
    ReadLatency: { idle: 0.001, busy: 0.002, failing: 0.5, range: [0, 10] },
    WriteLatency: { idle: 0.001, busy: 0.003, failing: 0.5, range: [0, 10] },
    ReplicaLag: { idle: 0.02, busy: 0.1, failing: 600, range: [0, 3600] },
  });
};
