import type { MonitorAlarm } from "../../monitors/monitor";
import type { BurnRate } from "./burn-rates";

/** What to do about a burn rate. */
export const BURN_RATE_WORDING: Readonly<Record<BurnRate["name"], Pick<MonitorAlarm, "firstStep" | "reason">>> = {
  "fast-burn": {
    firstStep:
      "Look for what changed within the last hour: a deployment, a configuration, or a dependency that fails. Undo the change first, and find the cause later.",
    reason: "Consuming this much within an hour is urgent enough to wake someone.",
  },
  "medium-burn": {
    firstStep:
      "Find what the bad events of the last six hours have in common, such as a path, a client, or an Availability Zone, and compare their start with the last deployment.",
    reason: "Consuming this much within six hours is too fast to wait for the next working day.",
  },
  "slow-burn": {
    firstStep:
      "Find what most bad events of the last three days have in common, and repair it before the next release that is not urgent.",
    reason: "Consuming this much within three days exhausts the budget, but leaves days to act.",
  },
};

const UNITS: readonly (readonly [minutes: number, noun: string])[] = [
  [1440, "day"],
  [60, "hour"],
  [1, "minute"],
];

/** Returns a duration in words: `3 days`, `50 hours`, `5 minutes`. */
export function durationOf(minutes: number): string {
  const [length, noun] = UNITS.find(([unit]) => minutes % unit === 0) ?? [1, "minute"];
  const count = minutes / length;
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
