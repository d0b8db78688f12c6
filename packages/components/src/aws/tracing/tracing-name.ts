import type { Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";

/** Accepts the names of groups or sampling rules, except those that X-Ray reserves. */
export const tracingName = (what: string): Check<unknown> =>
  matching(
    /^(?!default$)(?=.{1,32}$)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/i,
    `the name of ${what}`,
    'Use up to 32 letters, digits, and hyphens, beginning with a letter. X-Ray reserves "Default".',
  );
