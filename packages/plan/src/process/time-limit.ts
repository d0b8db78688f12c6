/** Longer timers fire at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/** A limit in seconds as timers take it; one beyond what a timer can be, some 25 days, is that. */
export function limitMilliseconds(seconds: number): number {
  return Math.min(seconds * 1000, LONGEST_MILLISECONDS);
}
