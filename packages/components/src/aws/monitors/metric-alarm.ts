import type * as aws from "@pulumi/aws";
import { isMetricMath, type Metric, type MetricMath } from "./metric";
import { RESULT_ID } from "./metric-math/analysis";
import type { AlarmMonitor, MonitorAlarm, ThresholdOperator } from "./monitor";

const OPERATORS: Readonly<Record<ThresholdOperator, string>> = {
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
};

/** The inputs of a metric alarm that follow from a monitor. */
export type MetricAlarmInputs = Pick<
  aws.cloudwatch.MetricAlarmArgs,
  | "comparisonOperator"
  | "datapointsToAlarm"
  | "dimensions"
  | "evaluationPeriods"
  | "extendedStatistic"
  | "metricName"
  | "metricQueries"
  | "namespace"
  | "period"
  | "statistic"
  | "threshold"
  | "thresholdMetricId"
  | "treatMissingData"
>;

/** Returns the inputs of the metric alarm for a monitor. */
export function metricAlarmInputs({ value, periodSeconds, alarm }: AlarmMonitor): MetricAlarmInputs {
  return {
    comparisonOperator: OPERATORS[alarm.operator],
    threshold: alarm.threshold,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    treatMissingData: alarm.missingData,
    ...(isMetricMath(value)
      ? { metricQueries: mathQueries(value, periodSeconds) }
      : metricInputs(value, periodSeconds)),
  };
}

/** Returns the description of an alarm, for the person who receives its notification. */
export const alarmDescription = ({ meaning, firstStep }: MonitorAlarm): string => `${meaning} ${firstStep}`;

/** The statistics that are passed as `statistic`. All others are passed as `extendedStatistic`. */
const BASIC_STATISTICS: readonly string[] = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"];

function metricInputs({ namespace, name, statistic, dimensions }: Metric, period: number): Partial<MetricAlarmInputs> {
  return {
    namespace,
    metricName: name,
    ...(BASIC_STATISTICS.includes(statistic) ? { statistic } : { extendedStatistic: statistic }),
    period,
    dimensions: { ...dimensions },
  };
}

/** Returns the queries of metric math. Only the last expression returns data. */
export function mathQueries({ metrics, expressions = {}, expression }: MetricMath, period: number) {
  return [
    ...Object.entries(metrics).map(([id, { namespace, name, statistic, dimensions }]) => ({
      id,
      returnData: false,
      metric: { namespace, metricName: name, stat: statistic, period, dimensions: { ...dimensions } },
    })),
    ...Object.entries(expressions).map(([id, text]) => ({ id, expression: text, returnData: false })),
    { id: RESULT_ID, expression, returnData: true },
  ];
}
