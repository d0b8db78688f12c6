import type { Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";

const NAME = "the name of a time zone";
const EXAMPLE = 'Example: "Europe/Berlin".';
const format = matching(/^[A-Za-z][A-Za-z0-9_+\-/]{0,49}$/, NAME, EXAMPLE);

/** Accepts names of time zones in the IANA database. */
export const timeZone: Check<unknown> = (value) => {
  const detail = format(value);
  return detail ?? (isKnown(value as string) ? undefined : expected("not-allowed", NAME, EXAMPLE));
};

function isKnown(name: string): boolean {
  try {
    return Intl.DateTimeFormat(undefined, { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
