import type { MonitorSet } from "../src/aws/monitors/monitor";
import { isMetricMath, type Metric } from "../src/aws/monitors/metric";
import { alarmsOf } from "./cloudwatch/alarm-names";
import { findUnpublished } from "./cloudwatch/published-metrics";
import { deployed } from "./network";

/** The monitors of a deployed component. */
export interface DeployedMonitors {
  readonly set: MonitorSet;
  /** The alarms as `name (severity)`. */
  readonly alarms: readonly string[];
  /** The different dimensions of all metrics, with their values after the deployment. */
  readonly dimensions: readonly unknown[];
  /** What contradicts the metrics that AWS publishes. */
  readonly unpublished: readonly string[];
}

/** Deploys a component and returns its monitors. */
export async function deployedMonitors(create: () => MonitorSet): Promise<DeployedMonitors> {
  const sets: MonitorSet[] = [];
  const { outputs } = await deployed(() => {
    const set = create();
    sets.push(set);
    return { dimensions: set.monitors.flatMap(({ value }) => metricsIn(value).map(({ dimensions }) => dimensions)) };
  });
  const [set] = sets;
  if (set === undefined) throw new Error("The program did not run");
  const dimensions = (outputs as { readonly dimensions: readonly unknown[] }).dimensions;
  const distinct = new Map(dimensions.map((each) => [JSON.stringify(each), each]));
  return {
    set,
    alarms: alarmsOf(set),
    dimensions: [...distinct.values()],
    unpublished: set.monitors.flatMap(findUnpublished),
  };
}

const metricsIn = (value: MonitorSet["monitors"][number]["value"]): Metric[] =>
  isMetricMath(value) ? Object.values(value.metrics) : [value];
