import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssueCode, ArgumentIssues, Check, IssueDetail } from "./argument-issues";
import { isObject, isPropertyMap } from "./argument-values";
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

/** Accepts strings that are not empty. `what` describes such a string: "the name of a cluster". */
export const nonEmptyString = (what: string, remedy?: string): Check<unknown> => matching(/./s, what, remedy);

/** Accepts strings, including the empty string. */
export const stringValue: Check<unknown> = (value) =>
  typeof value === "string" ? undefined : expected("wrong-type", "a string");

/** Accepts `true` and `false`, but no values that can be converted to a boolean. */
export const booleanValue: Check<unknown> = (value) =>
  typeof value === "boolean" ? undefined : expected("wrong-type", "a boolean");

/** Accepts plain objects. Outputs are rejected, because their keys are needed to name resources. */
export function plainObject(what: string, remedy?: string): Check<unknown> {
  return (value) => (isPropertyMap(value) ? undefined : expected("wrong-type", what, remedy));
}

/**
 * Accepts plain objects, and resources with a certain output. The properties of plain objects are checked one by one, but a
 * resource without the output is another resource.
 */
export function objectOrResource(what: string, remedy: string, output: string): Check<unknown> {
  return (value) =>
    isObject(value) && (!pulumi.Resource.isInstance(value) || output in value)
      ? undefined
      : expected("wrong-type", what, remedy);
}

/** Checks an array of inputs and returns it with checked elements; an empty array if the value is not an array. */
export function checkArray(
  issues: ArgumentIssues,
  path: string,
  values: readonly pulumi.Input<string>[],
  check: Check<unknown>,
): pulumi.Input<string>[] {
  if (!Array.isArray(values)) {
    issues.add(path, values, expected("wrong-type", "an array of strings"));
    return [];
  }
  return values.map((value: pulumi.Input<string>, index) => issues.checkInput(`${path}[${index}]`, value, check));
}
