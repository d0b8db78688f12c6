import { isInternetRange } from "../evaluation/cidr-blocks";
import { entries, listOf } from "../kernel/connectives";
import type { Statement } from "../views/policy-documents";

/**
 * A condition of a policy statement: one operator that compares one condition key with values. A statement applies to a
 * request only if all its conditions are met.
 */
export interface KeyCondition {
  /** The condition key in lower case, because IAM ignores the case of keys. */
  readonly key: string;
  /** The operator in lower case, without the qualifier and the suffix `IfExists`. */
  readonly operator: string;
  /** `forallvalues` or `foranyvalue` for keys with multiple values. */
  readonly qualifier: string | undefined;
  readonly ifExists: boolean;
  readonly values: readonly string[];
}

/** Whether a value, in which `*` and `?` are wildcards, is narrow enough. */
type ValueTest = (value: string) => boolean;

/** Operators that are met only by requests whose value is among the values of the condition. */
const SELECTING = new Set([
  "arnequals",
  "arnlike",
  "bool",
  "ipaddress",
  "numericlessthan",
  "numericlessthanequals",
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
]);

/**
 * Condition keys that every signed request contains.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ALWAYS_PRESENT = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principaltype",
  "aws:requestedregion",
  "aws:securetransport",
  "aws:useragent",
  "aws:userid",
]);

/** Returns the conditions of a statement. If one value is unknown, all keys and operators stay known. */
export const keyConditions = (statement: Statement): readonly KeyCondition[] =>
  entries(statement.Condition).flatMap((byOperator) =>
    entries(byOperator[1]).map((byKey) => ({
      ...parseOperator(byOperator[0]),
      key: byKey[0].toLowerCase(),
      values: listOf(() => byKey[1]).map((value: unknown) =>
        typeof value === "string" ? value : JSON.stringify(value),
      ),
    })),
  );

function parseOperator(name: string): Pick<KeyCondition, "operator" | "qualifier" | "ifExists"> {
  const [operator = "", qualifier] = name.toLowerCase().split(":").reverse();
  return { operator: operator.replace(/ifexists$/, ""), qualifier, ifExists: operator.endsWith("ifexists") };
}

/**
 * Whether a condition is met by a request without the key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function isMetWithoutKey({ operator, qualifier, ifExists, values }: KeyCondition): boolean {
  if (operator === "null") return values.includes("true");
  if (qualifier !== undefined) return qualifier === "forallvalues";
  return ifExists || isNegated(operator);
}

/** Whether an operator is met by every value except those of the condition. */
const isNegated = (operator: string) => /^(stringnot|arnnot|numericnot|datenot|notip)/.test(operator);

/** Whether a statement applies only to requests that contain a key. */
export const requiresKey = (conditions: readonly KeyCondition[], key: string): boolean =>
  conditions.some((condition) => condition.key === key && !isMetWithoutKey(condition));

/**
 * Whether a statement applies only to requests with a key whose values are all narrow. `testOf` returns the test for the
 * values of a key, or undefined for other keys.
 *
 * @remarks
 * A condition that excludes values, or that requests without the key meet, restricts nothing. A wildcard counts as one
 * under every operator, although `StringEquals` compares it literally: the statement must stay narrow when the program
 * corrects the operator.
 */
export function restrictsKey(statement: Statement, testOf: (key: string) => ValueTest | undefined): boolean {
  const conditions = keyConditions(statement);
  return conditions.some((condition) => {
    const isNarrow = testOf(condition.key);
    return (
      isNarrow !== undefined &&
      SELECTING.has(condition.operator) &&
      condition.values.every((value) => isNarrow(expandVariables(value))) &&
      requiresKey(conditions, condition.key)
    );
  });
}

/** Returns a value with a wildcard in place of each policy variable. An escaped wildcard becomes an ordinary character. */
export const expandVariables = (value: string): string =>
  value.replace(/\$\{[*?$]\}/g, "_").replace(/\$\{[^}]*\}/g, "*");

/**
 * Whether the conditions of a statement restrict its requests. Conditions that practically every request meets, and
 * conditions that only exclude some callers or Regions, do not.
 */
export const hasRestrictiveCondition = (statement: Statement): boolean =>
  keyConditions(statement).some(
    (condition) => !isAlwaysMet(condition) && !(ALWAYS_PRESENT.has(condition.key) && isNegated(condition.operator)),
  );

/** Whether practically every request meets a condition. Requests to AWS almost always use TLS. */
export function isAlwaysMet(condition: KeyCondition): boolean {
  const { key, operator, values } = condition;
  if (operator === "null") return ALWAYS_PRESENT.has(key) && values.includes("false");
  if (key === "aws:securetransport") return operator === "bool" && values.includes("true");
  if (operator === "ipaddress") return values.some(isInternetRange);
  if (!/^(stringlike|arnlike|arnequals)$/.test(operator)) return false;
  return (
    (ALWAYS_PRESENT.has(key) || isMetWithoutKey(condition)) && values.some((value) => /^(arn:)?[*:]*\*$/.test(value))
  );
}
