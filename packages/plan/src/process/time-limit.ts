/**
 * The maximum delay of a timer. A timer with a longer delay fires immediately.
 *
 * @see https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
 */
const MAX_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** Converts seconds to milliseconds for a timer. The result is limited to about 25 days. */
export function limitMilliseconds(seconds: number): number {
  return Math.min(seconds * 1000, MAX_TIMER_MILLISECONDS);
}
