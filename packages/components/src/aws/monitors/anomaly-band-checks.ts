import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, oneOf } from "../../shared/checks";
import { checkAlarmMeaning, checkPeriods } from "./alarm-checks";
import { isMetricMath, type MetricMath } from "./metric";
import { analyzeMetricMath } from "./metric-math/analysis";
import { parseMetricMath } from "./metric-math/parser";
import { expressionsIn } from "./metric-math/syntax";
import type { Monitor, MonitorAnomalyBand } from "./monitor";

const MIN_WIDTH = 0.1;
const MAX_WIDTH = 100;
const MIN_PERIOD_SECONDS = 60;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
const MAX_METRICS_IN_ALARM = 10;
const MAX_EXPRESSIONS_IN_ALARM = 10;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
const UNSUPPORTED_FUNCTIONS = ["ANOMALY_DETECTION_BAND", "DB_PERF_INSIGHTS", "METRICS", "SEARCH"];

/** The properties of an anomaly band. */
const ANOMALY_BAND_PROPERTIES: Readonly<Record<keyof MonitorAnomalyBand, true>> = {
  breaching: true,
  width: true,
  evaluationPeriods: true,
  datapointsToAlarm: true,
  missingData: true,
  severity: true,
  meaning: true,
  firstStep: true,
  runbook: true,
};

const width: Check<unknown> = (value) => {
  const what = `a number of standard deviations from ${MIN_WIDTH} to ${MAX_WIDTH}`;
  if (typeof value !== "number") return expected("wrong-type", what);
  return value >= MIN_WIDTH && value <= MAX_WIDTH ? undefined : expected("out-of-range", what);
};

/**
 * Checks an anomaly band.
 *
 * @param periodSeconds - the period of the monitor; `undefined` if it is invalid
 * @returns whether alarms can be planned for the band
 */
export function checkAnomalyBand(
  issues: ArgumentIssues,
  path: string,
  band: MonitorAnomalyBand,
  periodSeconds: number | undefined,
): boolean {
  if (!issues.checkNames(path, band, Object.keys(ANOMALY_BAND_PROPERTIES), "property")) return false;
  checkPeriods(issues, `${path}.`, band, periodSeconds);
  return [
    issues.check(`${path}.breaching`, band.breaching, oneOf(["above", "below", "outside"])),
    issues.check(`${path}.width`, band.width, width),
    checkAlarmMeaning(issues, `${path}.`, band),
  ].every(Boolean);
}

/** Why CloudWatch cannot compute an anomaly band for a monitor. */
export interface BandObstacle {
  readonly statement: string;
  readonly remedy: string;
}

/** Returns why CloudWatch cannot compute an anomaly band for a monitor, which is valid otherwise. */
export function* findBandObstacles({ periodSeconds, timeRange, value }: Monitor): Generator<BandObstacle> {
  const remedy = "Remove the band.";
  if (periodSeconds < MIN_PERIOD_SECONDS) {
    yield { statement: `anomaly bands require periods of at least a minute, got ${periodSeconds} seconds`, remedy };
  }
  if (timeRange?.view === "number") {
    yield { statement: "the dashboard shows the monitor as one number, which has no band", remedy };
  }
  if (isMetricMath(value)) yield* findMathObstacles(value);
}

function* findMathObstacles(math: MetricMath): Generator<BandObstacle> {
  const remedy = "Remove the band, or change the expressions of the monitor.";
  for (const { error } of analyzeMetricMath(math, true).issues) {
    yield { statement: `an alarm cannot watch the monitor: ${error.message}`, remedy: error.remedy ?? remedy };
  }
  const expressions = [...Object.values(math.expressions ?? {}), math.expression];
  const called = expressions.flatMap((text) =>
    expressionsIn(parseMetricMath(text)).flatMap((each) => (each.kind === "call" ? [each.name] : [])),
  );
  for (const name of UNSUPPORTED_FUNCTIONS.filter((each) => called.includes(each))) {
    yield { statement: `anomaly bands do not support expressions with ${name}`, remedy };
  }
  const metrics = Object.keys(math.metrics).length;
  if (metrics > MAX_METRICS_IN_ALARM) {
    yield { statement: `expected at most ${MAX_METRICS_IN_ALARM} metrics in an alarm, got ${metrics}`, remedy };
  }
  // The band itself is an expression.
  const count = expressions.length + 1;
  if (count > MAX_EXPRESSIONS_IN_ALARM) {
    const what = `expressions in an alarm, of which the band is one, got ${count}`;
    yield { statement: `expected at most ${MAX_EXPRESSIONS_IN_ALARM} ${what}`, remedy };
  }
}
