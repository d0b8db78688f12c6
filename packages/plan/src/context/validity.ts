/** The number of days for which an answer is valid. */
const VALID_DAYS = 90;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Returns a date in UTC, such as `2026-01-31`. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Returns the first date on which an answer that was recorded now is no longer valid, such as `2026-01-31`. */
export function expiryDate(now: Date): string {
  return isoDate(new Date(now.getTime() + VALID_DAYS * DAY_MILLISECONDS));
}
