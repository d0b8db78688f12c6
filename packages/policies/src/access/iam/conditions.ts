import { isProperties, isUnknown, unwrapSecret, type Value } from "@roadbed/plan";
import { addressRange } from "../network/addresses";
import { flag, isInRange, matchesAny, not, someMatches, type Constraint, type Range } from "../requests/constraint";
import { holesIn, parsePattern, type Pattern, type PatternSyntax } from "../requests/pattern";
import { canonicalForm, elementsOf, readString, type Holes } from "../values";
import { alternatives, type Alternatives } from "../alternatives";

/** One comparison of a condition key with values. */
interface Comparison {
  /** The operator in lower case, without qualifier, negation, and the suffix `IfExists`. */
  readonly operator: string;
  readonly qualifier: "forallvalues" | "foranyvalue" | undefined;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly subject: string;
  readonly values: readonly string[];
  /** The original comparison. */
  readonly form: string;
  readonly holes: Holes;
}

/** What the condition of a statement depends on. */
export interface ConditionContext {
  readonly holes: Holes;
  /** Reads a string of the document, in which policy variables are holes. */
  readonly expand: (text: string) => string;
}

/**
 * Returns the constraints of the `Condition` element, for each comparison.
 *
 * @returns undefined if the element is not valid
 */
export function readConditions(
  condition: Value | undefined,
  place: string,
  context: ConditionContext,
): readonly Alternatives[] | undefined {
  const inner = unwrapSecret(condition ?? null);
  if (inner === null) return [];
  if (isUnknown(inner)) return [[[opaque("condition", readString(inner, place, context.holes) ?? "")]]];
  if (!isProperties(inner)) return undefined;
  const result: Alternatives[] = [];
  for (const [operator, byKey] of Object.entries(inner)) {
    const keys = unwrapSecret(byKey);
    if (!isProperties(keys)) return undefined;
    for (const [key, value] of Object.entries(keys)) {
      const comparison = readComparison(operator, key, value, `${place} ${operator} ${key}`, context);
      if (comparison === undefined) return undefined;
      result.push(constraintsOf(comparison));
    }
  }
  return result;
}

function readComparison(
  operator: string,
  key: string,
  value: Value,
  place: string,
  { holes, expand }: ConditionContext,
): Comparison | undefined {
  const values = elementsOf(value).map((element, index) => readString(element, `${place} ${index}`, holes));
  if (!values.every((text) => text !== undefined)) return undefined;
  const [name = "", qualifier] = operator.toLowerCase().split(":").reverse();
  const base = name.replace(/ifexists$/, "");
  return {
    operator: base.replace(/^(string|arn|numeric|date)not/, "$1").replace(/^not/, ""),
    negated: /^(?:(?:string|arn|numeric|date)not|notip)/.test(base),
    ifExists: base !== name,
    qualifier: qualifier === "forallvalues" || qualifier === "foranyvalue" ? qualifier : undefined,
    subject: `condition ${key.toLowerCase()}`,
    values: values.map(expand),
    form: `${operator.toLowerCase()} ${canonicalForm(values.toSorted())}`,
    holes,
  };
}

/** How string operators compare values. */
const STRING_SYNTAX: Readonly<Record<string, PatternSyntax>> = {
  stringequals: { wildcards: false },
  stringequalsignorecase: { wildcards: false, ignoreCase: true },
  stringlike: {},
  arnequals: { fields: { separator: ":", count: 6 } },
  arnlike: { fields: { separator: ":", count: 6 } },
  bool: { wildcards: false, ignoreCase: true },
  binaryequals: { wildcards: false },
};

function constraintsOf(comparison: Comparison): Alternatives {
  const { operator, subject, values, form, qualifier } = comparison;
  if (operator === "null" && qualifier === undefined) return nullConstraints(comparison);
  const syntax = Object.hasOwn(STRING_SYNTAX, operator) ? STRING_SYNTAX[operator] : undefined;
  if (syntax !== undefined) return stringConstraints(comparison, syntax);
  const ranges = qualifier === undefined && !values.some(hasHoles) ? values.map((text) => rangeOf(operator, text)) : [];
  if (ranges.length === 0 || !ranges.every((range) => range !== undefined)) return [[opaque(subject, form)]];
  return single(comparison, (absent) => isInRange(subject, ranges, absent));
}

/** `Null` compares whether the key is absent. */
function nullConstraints({ subject, values, form }: Comparison): Alternatives {
  const [value, ...others] = values.map((text) => text.toLowerCase());
  const isAbsent = matchesAny(subject, [], true);
  if (others.length > 0 || (value !== "true" && value !== "false")) return [[opaque(subject, form)]];
  return [[value === "true" ? isAbsent : not(isAbsent)]];
}

function stringConstraints(comparison: Comparison, syntax: PatternSyntax): Alternatives {
  const { subject, values, form, qualifier } = comparison;
  const patterns = values.map((text) => parsePattern(text, syntax));
  if (qualifier !== undefined)
    return values.some(hasHoles) ? [[opaque(subject, form)]] : elementConstraints(comparison, patterns);
  if (!values.some(hasHoles)) return single(comparison, (absent) => matchesAny(subject, patterns, absent));
  const listed = alternatives(subject, patterns, comparison);
  return comparison.ifExists && !comparison.negated ? [...listed, [matchesAny(subject, [], true)]] : listed;
}

/** Returns the constraints on a key with one value. A negated operator accepts requests without the key. */
const single = ({ negated, ifExists }: Comparison, constraintFor: (absent: boolean) => Constraint): Alternatives => [
  [negated ? not(constraintFor(false)) : constraintFor(ifExists)],
];

/** Returns the constraints on a key with several values. `ForAllValues` accepts requests without the key. */
function elementConstraints(
  { subject, qualifier, negated, ifExists }: Comparison,
  patterns: readonly Pattern[],
): Alternatives {
  if (qualifier === "forallvalues") return [[not(someMatches(subject, patterns, !negated))]];
  const isAbsent = not(someMatches(subject, [parsePattern("*")]));
  return [[someMatches(subject, patterns, negated)], ...(ifExists ? [[isAbsent]] : [])];
}

function rangeOf(operator: string, text: string): Range | undefined {
  if (operator === "ipaddress") return addressRange(text);
  const [, kind, comparison = ""] = /^(numeric|date)(.*)$/.exec(operator) ?? [];
  const value = kind === "numeric" ? numericValue(text) : kind === "date" ? dateValue(text) : undefined;
  return value === undefined ? undefined : compared(comparison, value);
}

/** A number that no condition contains. */
const INFINITY = 10n ** 40n;

function compared(comparison: string, value: bigint): Range | undefined {
  if (comparison === "equals") return [value, value];
  if (comparison === "lessthan") return [-INFINITY, value - 1n];
  if (comparison === "lessthanequals") return [-INFINITY, value];
  if (comparison === "greaterthan") return [value + 1n, INFINITY];
  return comparison === "greaterthanequals" ? [value, INFINITY] : undefined;
}

/** Returns a number in millionths. */
function numericValue(text: string): bigint | undefined {
  const [, sign, whole = "", fraction = ""] = /^([+-]?)(\d{1,30})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === "") return undefined;
  const value = BigInt(whole + fraction.padEnd(6, "0"));
  return sign === "-" ? -value : value;
}

/** Returns a date in milliseconds. IAM accepts the W3C profile of ISO 8601 and seconds since 1970. */
function dateValue(text: string): bigint | undefined {
  if (/^\d{1,15}$/.test(text) && text.length !== 4) return BigInt(text) * 1000n;
  const time = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(time) ? undefined : BigInt(time);
}

const hasHoles = (text: string): boolean => holesIn(text).length > 0;

const opaque = (subject: string, key: string): Constraint => flag(subject, { key, unknown: "value" });
