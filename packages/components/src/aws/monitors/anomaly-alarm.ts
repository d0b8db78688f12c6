import type { MetricAlarmInputs } from "./metric-alarm";
import { mathQueries } from "./metric-alarm";
import { isMetricMath, type Metric, type MetricMath } from "./metric";
import { RESULT_ID } from "./metric-math/analysis";
import type { AnomalyMonitor, AnomalySide, Monitor } from "./monitor";

const OPERATORS: Readonly<Record<AnomalySide, string>> = {
  above: "GreaterThanUpperThreshold",
  below: "LessThanLowerThreshold",
  outside: "LessThanLowerOrGreaterThanUpperThreshold",
};

/** The expression of an anomaly band, and the ID that alarms and charts refer to it with. */
export interface BandExpression {
  readonly id: string;
  readonly expression: string;
}

/** Returns the expression of a band around the value of a monitor, whose ID is that of the result. */
export function bandExpression({ value, anomalyBand }: AnomalyMonitor): BandExpression {
  const taken = idsOf(value);
  let id = "band";
  while (taken.includes(id)) id += "_";
  return { id, expression: `ANOMALY_DETECTION_BAND(${RESULT_ID}, ${anomalyBand.width})` };
}

const idsOf = (value: Metric | MetricMath): readonly string[] =>
  isMetricMath(value) ? [...Object.keys(value.metrics), ...Object.keys(value.expressions ?? {})] : [];

/**
 * Returns the inputs of the metric alarm for an anomaly band.
 *
 * @remarks
 * CloudWatch trains the model when it first evaluates the alarm, so no detector is needed. It requires that exactly two queries return
 * data: the band and what the band is computed from.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function anomalyAlarmInputs(monitor: AnomalyMonitor): MetricAlarmInputs {
  const { anomalyBand, title } = monitor;
  const { id, expression } = bandExpression(monitor);
  return {
    comparisonOperator: OPERATORS[anomalyBand.breaching],
    thresholdMetricId: id,
    evaluationPeriods: anomalyBand.evaluationPeriods,
    datapointsToAlarm: anomalyBand.datapointsToAlarm,
    treatMissingData: anomalyBand.missingData,
    metricQueries: [...valueQueries(monitor), { id, expression, label: `${title} (expected)`, returnData: true }],
  };
}

function valueQueries({ value, periodSeconds }: Monitor) {
  if (isMetricMath(value)) return mathQueries(value, periodSeconds);
  const { namespace, name, statistic, dimensions } = value;
  const metric = { namespace, metricName: name, stat: statistic, period: periodSeconds, dimensions: { ...dimensions } };
  return [{ id: RESULT_ID, metric, returnData: true }];
}
