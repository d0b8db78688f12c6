import type { ArgumentIssues, Check } from "../../../shared/argument-issues";
import { isPropertyMap } from "../../../shared/argument-values";
import { expected, plainObject } from "../../../shared/checks";
import { isMetricMath, type Metric } from "../../monitors/metric";
import { checkMetric } from "../../monitors/metric-checks";
import type { Monitor } from "../../monitors/monitor";
import { listOf } from "./indicator";
import type { SloEventMetric, SloIndicator } from "./slo-args";

/** The limit of metrics in the math expression of an alarm. */
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const MAX_METRICS = 10;
const KINDS = ["bad", "good", "latency"] as const;
const PROPERTIES = [...KINDS, "total", "maximum"];

/** The properties that each kind of indicator needs, and those that have no effect. */
const COMPANIONS = {
  bad: { needed: "total", unused: "maximum" },
  good: { needed: "total", unused: "maximum" },
  latency: { needed: "maximum", unused: "total" },
} as const satisfies Readonly<Record<(typeof KINDS)[number], { readonly needed: string; readonly unused: string }>>;

type IndicatorProperties = Readonly<Partial<Record<(typeof KINDS)[number] | "maximum" | "total", unknown>>>;

const BOUND = String.raw`\d+(?:\.\d{1,10})?`;
const countFormat = new RegExp(String.raw`^(?:Sum|SampleCount|TC\((?:${BOUND}:${BOUND}|${BOUND}:|:${BOUND})\))$`);
const countStatistic: Check<unknown> = (statistic) =>
  typeof statistic === "string" && countFormat.test(statistic)
    ? undefined
    : expected("not-allowed", "a statistic that counts events", 'Use "Sum", "SampleCount", or "TC(:0.5)".');

/** CloudWatch accepts bounds with up to ten decimal places. */
const MIN_BOUND = 1e-10;
const MAX_BOUND = 1e15;

const positiveNumber: Check<unknown> = (value) => {
  const what = "a positive number in the unit of the metric";
  if (typeof value !== "number") return expected("wrong-type", what, "Example: 0.5 for half a second.");
  return value >= MIN_BOUND && value <= MAX_BOUND ? undefined : expected("out-of-range", what);
};

/** Checks what makes events good or bad. */
export function checkIndicator(issues: ArgumentIssues, indicator: SloIndicator): void {
  const remedy = "Pass the metrics of bad and all events, of good and all events, or a latency.";
  if (!issues.check("indicator", indicator, plainObject("an indicator", remedy))) return;
  issues.checkNames("indicator", indicator, PROPERTIES);
  const properties: IndicatorProperties = indicator;
  const kinds = KINDS.filter((each) => properties[each] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    issues.add("indicator", undefined, {
      code: kind === undefined ? "missing" : "conflict",
      statement: `expected one of the properties bad, good, and latency, got ${kind === undefined ? "none" : kinds.join(" and ")}`,
      remedy,
    });
    return;
  }
  checkCompanions(issues, kind, properties);
  const counts = kind === "latency" ? ["latency"] : ([kind, "total"] as const);
  const checked = counts.map((name) => checkMetrics(issues, `indicator.${name}`, properties[name as typeof kind]));
  const total = checked.reduce((sum, metrics) => sum + metrics.length, 0) * (kind === "latency" ? 2 : 1);
  if (total > MAX_METRICS) {
    issues.add("indicator", undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_METRICS} metrics in an alarm, got ${total}`,
      remedy: "Publish a metric that counts the events of several resources, or create several objectives.",
    });
  }
  if (kind !== "latency") checkDifference(issues, kind, checked);
}

function checkCompanions(
  issues: ArgumentIssues,
  kind: (typeof KINDS)[number],
  { total, maximum }: IndicatorProperties,
): void {
  const { unused } = COMPANIONS[kind];
  if (kind === "latency") issues.check("indicator.maximum", maximum, positiveNumber);
  if ((unused === "total" ? total : maximum) === undefined) return;
  issues.add(`indicator.${unused}`, undefined, {
    code: "conflict",
    statement: `has no effect together with indicator.${kind}`,
    remedy: `Remove it. ${kind === "latency" ? "All values of the metric are counted." : "Only a latency has a maximum."}`,
  });
}

/** Checks one or several metrics that count events. Returns those that are objects. */
function checkMetrics(issues: ArgumentIssues, path: string, value: unknown): readonly Metric[] {
  const isLatency = path === "indicator.latency";
  if (value === undefined) {
    issues.add(path, value, expected("wrong-type", "a metric"));
    return [];
  }
  if (Array.isArray(value) && value.length === 0) {
    issues.add(path, value, expected("out-of-range", "at least one metric"));
    return [];
  }
  return listOf(value).flatMap((element, index) => {
    const elementPath = Array.isArray(value) ? `${path}[${index}]` : path;
    if (!issues.check(elementPath, element, plainObject("a metric"))) return [];
    const metric = element as SloEventMetric;
    if ("value" in metric) return checkMonitorMetric(issues, elementPath, metric.value);
    if (isLatency) {
      issues.checkNames(elementPath, metric, ["namespace", "name", "dimensions"]);
      const { namespace, name, dimensions } = metric;
      checkMetric(issues, elementPath, { namespace, name, dimensions, statistic: "SampleCount" });
    } else {
      checkCount(issues, elementPath, metric);
    }
    return [metric];
  });
}

/** Checks the metric of a monitor. Returns it if it is an object. */
function checkMonitorMetric(issues: ArgumentIssues, path: string, value: Monitor["value"]): readonly Metric[] {
  if (!issues.check(`${path}.value`, value, plainObject("a metric"))) return [];
  if (!isMetricMath(value)) {
    checkCount(issues, `${path}.value`, value);
    return [value];
  }
  issues.add(`${path}.value`, undefined, {
    code: "wrong-type",
    statement: "expected a metric, got metric math",
    remedy: "Pass the metrics that the expression adds up as an array.",
  });
  return [];
}

function checkCount(issues: ArgumentIssues, path: string, metric: Metric): void {
  const isCount = issues.check(`${path}.statistic`, metric.statistic, countStatistic);
  // Only one issue with the statistic is needed.
  checkMetric(issues, path, isCount ? metric : { ...metric, statistic: "Sum" });
}

/** Reports a metric that counts all events as bad or good ones. */
function checkDifference(
  issues: ArgumentIssues,
  kind: "bad" | "good",
  [part = [], total = []]: readonly (readonly Metric[])[],
): void {
  const isSame = part.length === 1 && total.length === 1 && areSameMetric(part[0], total[0]);
  if (!isSame) return;
  issues.add(`indicator.${kind}`, undefined, {
    code: "conflict",
    statement: `is the metric of indicator.total, so that all events would be ${kind}`,
    remedy: `Pass a metric that counts only ${kind} events.`,
  });
}

function areSameMetric(first: Metric | undefined, second: Metric | undefined): boolean {
  if (first === undefined || second === undefined) return false;
  const { name, namespace, statistic } = first;
  if (name !== second.name || namespace !== second.namespace || statistic !== second.statistic) return false;
  const [left, right] = [dimensionsOf(first), dimensionsOf(second)];
  const entries = Object.entries(left);
  return entries.length === Object.keys(right).length && entries.every(([key, value]) => right[key] === value);
}

const dimensionsOf = ({ dimensions }: Metric): Readonly<Record<string, unknown>> =>
  isPropertyMap(dimensions) ? dimensions : {};
