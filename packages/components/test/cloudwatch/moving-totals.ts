import type { Statistic } from "../../src/aws/monitors/metric";
import { trimmedRange, type Observations } from "./statistics";

/** What the observations of a period add up to. */
interface Totals {
  readonly total: number;
  /** The number of values, which remains exact, whereas adding and subtracting fractions does not. */
  readonly values: number;
}

/** The totals of periods of the same length by their last minute. */
export type MovingTotals = Map<number, Totals>;

/** A period of a metric. */
interface Period {
  readonly periodMinutes: number;
  /** The last minute. */
  readonly end: number;
  /** Returns what the metric publishes in a minute. */
  readonly observe: (minute: number) => Observations;
}

/** Returns what a value that occurred once adds to a total. */
type Weight = (value: number) => number;

/** CloudWatch evaluates alarms over more than a day every hour, and others every minute. */
const MAX_DISTANCE = 60;

/**
 * Returns how a statistic adds up values; `undefined` if it does not, or if periods are so short that moving their totals is not
 * worth the inaccuracy of fractions.
 */
export function weightOf(statistic: Statistic, periodMinutes: number): Weight | undefined {
  if (periodMinutes <= MAX_DISTANCE) return undefined;
  if (statistic === "Sum") return (value) => value;
  if (statistic === "SampleCount") return () => 1;
  const isInRange = trimmedRange(statistic);
  return isInRange && ((value) => (isInRange(value) ? 1 : 0));
}

/**
 * Returns the total of a statistic that adds up values; `undefined` if there are none.
 *
 * @remarks
 * The totals of a period that ended up to an hour earlier are moved. Adding up the three days of a burn rate in each evaluation takes
 * a hundred times as long.
 */
export function totalOfPeriod(weight: Weight, known: MovingTotals, period: Period): number | undefined {
  const totals = totalsOf(weight, known, period);
  known.set(period.end, totals);
  return totals.values === 0 ? undefined : totals.total;
}

function totalsOf(weight: Weight, known: MovingTotals, { periodMinutes, end, observe }: Period): Totals {
  for (let distance = 1; distance <= MAX_DISTANCE; distance += 1) {
    const earlier = known.get(end - distance);
    if (earlier === undefined) continue;
    let totals = earlier;
    for (let minute = end - distance + 1; minute <= end; minute += 1) {
      totals = add(weight, totals, observe(minute), 1);
      totals = add(weight, totals, observe(minute - periodMinutes), -1);
    }
    return totals;
  }
  let totals: Totals = { total: 0, values: 0 };
  for (let minute = end - periodMinutes + 1; minute <= end; minute += 1) {
    totals = add(weight, totals, observe(minute), 1);
  }
  return totals;
}

function add(weight: Weight, totals: Totals, observations: Observations, sign: -1 | 1): Totals {
  let { total, values } = totals;
  for (const [value, times] of observations) {
    if (times === 0) continue;
    total += sign * weight(value) * times;
    values += sign;
  }
  return { total, values };
}
