const DAY_MILLISECONDS = 86_400_000;

/** How far ahead the last day of an exemption or an approval can be. */
export interface ExpiryLimit {
  readonly days: number;
  /** The reason for the limit, as a clause. */
  readonly reason: string;
}

/** Returns the issue with a last day as a clause, or undefined if there is none. A day in the past is not an issue. */
export function expiryIssue(lastDay: string, now: Date, { days, reason }: ExpiryLimit): string | undefined {
  if (!isDate(lastDay)) return `expected a date such as ${isoDay(now)}, got ${JSON.stringify(lastDay)}`;
  const latest = isoDay(new Date(now.getTime() + days * DAY_MILLISECONDS));
  return lastDay > latest ? `expected ${latest} or earlier, because ${reason}, got ${lastDay}` : undefined;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

function isDate(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime()) && isoDay(date) === value;
}
