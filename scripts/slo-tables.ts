import {
  burnRatesOf,
  detectionOf,
  minimumEvents,
  type BurnRate,
} from "../packages/components/src/aws/monitoring/slo/burn-rates";
import { durationOf } from "../packages/components/src/aws/monitoring/slo/wording";
import { SLO_DEFAULTS } from "../packages/components/src/aws/monitoring/slo/slo-args";
import { alignedTable } from "./markdown";

const OBJECTIVE = 99.9;
const { windowDays, minimumBadEvents } = SLO_DEFAULTS.production;
const burnRates = burnRatesOf(windowDays);
const nameOf = ({ name }: BurnRate) => `\`${name}\``;
const integer = (value: number) => value.toLocaleString("en-US");

/** Returns the table of burn rates and windows. */
export const burnRateTable = (): string =>
  alignedTable(
    ["Alarm", "Severity", "Long window", "Short window", "Burn rate in 30 days", "In 28 days", "Consumed budget"],
    burnRates.map((each, index) => [
      nameOf(each),
      `\`${each.severity}\``,
      durationOf(each.longMinutes),
      durationOf(each.shortMinutes),
      String(each.rate),
      String(burnRatesOf(28)[index]?.rate),
      `${each.budgetPercent} %`,
    ]),
  ).join("\n");

/** Returns the table of the time to detection, and of the budget that is consumed by then. */
export const detectionTable = (): string =>
  alignedTable(
    ["Bad events", ...burnRates.map(nameOf)],
    [100, 10, 5, 2, 1, 0.5, 0.2, 0.1].map((badPercent) => [
      `${badPercent} %`,
      ...burnRates.map((each) => {
        const detection = detectionOf(each, OBJECTIVE, windowDays, badPercent);
        return detection === undefined ? "–" : `${timeOf(detection.minutes)} (${detection.consumedPercent} %)`;
      }),
    ]),
  ).join("\n");

/** Returns a time in hours and minutes: `3 h 36 min`. */
function timeOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}

/** Returns the table of the numbers of events from which burn rates count. */
export const minimumTable = (): string =>
  alignedTable(
    ["Objective", ...burnRates.map((each) => `Events in ${durationOf(each.longMinutes)}`)],
    [99, 99.5, 99.9, 99.95, 99.99].map((objective) => [
      `${objective} %`,
      ...burnRates.map(({ rate }) => integer(minimumEvents(rate, objective, minimumBadEvents))),
    ]),
  ).join("\n");
