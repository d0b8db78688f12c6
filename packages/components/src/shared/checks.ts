import { isPlainValue, type ArgumentIssueCode, type Check, type IssueDetail } from "./argument-issues";
import { alternatives, quote, similarName } from "./wording";

/** Returns an issue detail with the statement `expected <what>, got <value>`. */
export const expected = (code: ArgumentIssueCode, what: string, remedy?: string): IssueDetail => ({
  code,
  statement: (got) => `expected ${what}, got ${got}`,
  ...(remedy !== undefined && { remedy }),
});

/** Accepts integers from `minimum`. */
export function integerFrom(minimum: number, remedy?: string): Check<unknown> {
  return integerBetween(minimum, Number.MAX_SAFE_INTEGER, `an integer of at least ${minimum}`, remedy);
}

/** Accepts integers from `minimum` to `maximum`, both included. */
export function integerBetween(
  minimum: number,
  maximum: number,
  what = `an integer from ${minimum} to ${maximum}`,
  remedy?: string,
): Check<unknown> {
  return (value) => {
    if (typeof value !== "number") return expected("wrong-type", what, remedy);
    return Number.isSafeInteger(value) && value >= minimum && value <= maximum
      ? undefined
      : expected("out-of-range", what, remedy);
  };
}

/** Accepts only the listed values. */
export function oneOf(values: readonly (string | number)[]): Check<unknown> {
  const literals = values.map((value) => (typeof value === "string" ? quote(value) : String(value)));
  const strings = values.filter((value) => typeof value === "string");
  return (value) => {
    if (values.some((allowed) => allowed === value)) return undefined;
    const similar = typeof value === "string" ? similarName(value, strings) : undefined;
    return expected("not-allowed", alternatives(literals), similar && `Did you mean ${quote(similar)}?`);
  };
}

/** Accepts strings that match a pattern. `what` describes such a string: "the ARN of a KMS key". */
export function matching(pattern: RegExp, what: string, remedy?: string): Check<unknown> {
  return (value) => {
    if (typeof value !== "string") return expected("wrong-type", what, remedy);
    return pattern.test(value) ? undefined : expected("invalid-format", what, remedy);
  };
}

/** Accepts `true` and `false`, but no values that can be converted to a boolean. */
export const booleanValue: Check<unknown> = (value) =>
  typeof value === "boolean" ? undefined : expected("wrong-type", "a boolean");

/** Accepts plain objects. Outputs are rejected, because their keys are needed to name resources. */
export function plainObject(what: string, remedy?: string): Check<unknown> {
  return (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && isPlainValue(value)
      ? undefined
      : expected("wrong-type", what, remedy);
}
