import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMetricMath, type Metric } from "../../src/aws/monitors/metric";
import type { Monitor } from "../../src/aws/monitors/monitor";

/** A metric as AWS documents it. */
interface PublishedMetric {
  /** The unit. Some services use units that monitors do not have, such as microseconds. */
  readonly unit: string;
  /** The names of the dimensions in each set that the metric is published for. An empty set is a metric without dimensions. */
  readonly dimensions: readonly (readonly string[])[];
}

/** The metrics of a namespace, from the file `testdata/published-metrics/<namespace with hyphens>.json`. */
interface PublishedNamespace {
  readonly namespace: string;
  /** The pages that document the metrics. */
  readonly sources: readonly string[];
  readonly metrics: Readonly<Record<string, PublishedMetric>>;
}

const DIRECTORY = join(__dirname, "../../testdata/published-metrics");

/** Returns the metrics of all namespaces. */
export function readPublishedMetrics(): ReadonlyMap<string, PublishedNamespace> {
  const namespaces = readdirSync(DIRECTORY).map(
    (file) => JSON.parse(readFileSync(join(DIRECTORY, file), "utf8")) as PublishedNamespace,
  );
  return new Map(namespaces.map((each) => [each.namespace, each]));
}

/** The units that metric math can compute from any units: those of shares and of differences in time. */
const COMPUTED_UNITS: readonly string[] = ["None", "Percent"];
/** The units that metric math converts, because monitors do not have them. */
const CONVERTED_UNITS: Readonly<Record<string, string>> = { Microseconds: "Milliseconds" };

/** Returns what contradicts the metrics that AWS publishes. */
export function findUnpublished(monitor: Monitor): string[] {
  const { value } = monitor;
  const metrics = isMetricMath(value) ? Object.values(value.metrics) : [value];
  const contradictions = metrics.flatMap((metric) => contradictionOf(metric) ?? []);
  return contradictions.length > 0 ? contradictions : contradictingUnits(monitor, metrics);
}

function contradictingUnits({ name, value, unit }: Monitor, metrics: readonly Metric[]): string[] {
  if (isMetricMath(value) && COMPUTED_UNITS.includes(unit)) return [];
  const units = metrics.map(unitOf);
  const converted = isMetricMath(value) ? units.map((each) => CONVERTED_UNITS[each ?? ""]) : [];
  if ([...units, ...converted].includes(unit)) return [];
  return [`${name} has the unit ${unit}, but its metrics have ${units.join(", ")}`];
}

const unitOf = ({ namespace, name, statistic }: Metric): string | undefined =>
  statistic === "SampleCount" ? "Count" : readPublishedMetrics().get(namespace)?.metrics[name]?.unit;

function contradictionOf({ namespace, name, dimensions }: Metric): string | undefined {
  const published = readPublishedMetrics().get(namespace);
  if (published === undefined) return `The namespace ${namespace} is not in testdata/published-metrics`;
  const metric = published.metrics[name];
  if (metric === undefined) return `${namespace} does not publish ${name}`;
  const names = Object.keys(dimensions).sort().join(", ");
  if (metric.dimensions.some((set) => [...set].sort().join(", ") === names)) return undefined;
  return `${namespace} ${name} is not published for the dimensions [${names}]`;
}
