import type { Statistic } from "../../src/aws/monitors/metric";

/** Values that a service publishes in a minute, each with the number of times that it occurred. */
export type Observations = readonly (readonly [value: number, count: number])[];

/**
 * Returns a statistic of observations; `undefined` if there are none.
 *
 * @remarks
 * The definitions are those of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html. How
 * CloudWatch interpolates percentiles is not documented. The evaluator assumes the nearest rank.
 */
export function computeStatistic(statistic: Statistic, observations: Observations): number | undefined {
  const total = countOf(observations);
  if (total === 0) return undefined;
  const values = observations.filter(([, count]) => count > 0).map(([value]) => value);
  switch (statistic) {
    case "IQM":
      throw new Error("The evaluator does not support the statistic IQM");
    case "SampleCount":
      return total;
    case "Sum":
      return sumOf(observations);
    case "Average":
      return sumOf(observations) / total;
    case "Minimum":
      return Math.min(...values);
    case "Maximum":
      return Math.max(...values);
    default:
      return ofPercentile(statistic, observations);
  }
}

function ofPercentile(statistic: Statistic, observations: Observations): number {
  const isInRange = trimmedRange(statistic);
  if (isInRange !== undefined) return countOf(observations.filter(([value]) => isInRange(value)));
  const match = /^(p|tc|tm|ts)([\d.]+)$/.exec(statistic);
  if (match === null) throw new Error(`The evaluator does not support the statistic ${statistic}`);
  const boundary = percentile(observations, Number(match[2]));
  const trimmed = observations.filter(([value]) => value <= boundary);
  const kind = match[1];
  if (kind === "tc") return countOf(trimmed);
  if (kind === "tm") return sumOf(trimmed) / countOf(trimmed);
  return kind === "ts" ? sumOf(trimmed) : boundary;
}

/**
 * Returns whether values are in the range of a trimmed count, which excludes its lower bound and includes its upper one; `undefined`
 * for other statistics.
 */
export function trimmedRange(statistic: Statistic): ((value: number) => boolean) | undefined {
  const range = /^TC\(([\d.]*):([\d.]*)\)$/.exec(statistic);
  if (range === null) return undefined;
  const minimum = range[1] ? Number(range[1]) : -Infinity;
  const maximum = range[2] ? Number(range[2]) : Infinity;
  return (value) => value > minimum && value <= maximum;
}

function percentile(observations: Observations, percent: number): number {
  const sorted = observations.filter(([, count]) => count > 0).sort(([first], [second]) => first - second);
  const rank = (percent / 100) * countOf(sorted);
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= rank) return value;
  }
  throw new Error("There are no observations");
}

const countOf = (observations: Observations) => observations.reduce((total, [, count]) => total + count, 0);
const sumOf = (observations: Observations) => observations.reduce((total, [value, count]) => total + value * count, 0);
