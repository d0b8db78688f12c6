import type { Value } from "@roadbed/plan";
import { alternatives, combine, type Alternatives } from "./alternatives";
import { flag, type AccessSet, type Constraint } from "./requests/constraint";
import { acceptsEverything, parsePattern, type PatternSyntax } from "./requests/pattern";
import type { Budget } from "./requests/too-complex";
import { canonicalForm, readStrings, type Holes } from "./values";

/** How to read the inputs of both versions of a resource. */
export interface ReadContext {
  readonly holes: Holes;
  readonly budget: Budget;
}

/** An object in the inputs that allows or denies requests. */
export interface Grant {
  /** The path in the inputs. */
  readonly at: string;
  /** The properties that a request must match. */
  readonly values: readonly GrantValues[];
  /** Constraints that are not strings. */
  readonly constraints?: readonly Alternatives[];
  /**
   * Whether the object denies the requests.
   *
   * @default false
   */
  readonly denies?: boolean;
}

/** The strings that a property of requests must match. */
export interface GrantValues {
  readonly subject: string;
  /** A string or a list of strings. If undefined, the property can have any value. */
  readonly value: Value | undefined;
  /** @default no wildcards */
  readonly syntax?: PatternSyntax;
  /** Converts a string, for example to a canonical spelling. Holes are characters of the string. */
  readonly convert?: (text: string) => string;
}

/** Returns the requests that objects allow and deny. */
export function grantAccess(grants: readonly Grant[], context: ReadContext): AccessSet {
  const requestSets = grants.map((grant) => {
    const parts = [
      ...grant.values.map((values) => valueConstraints(values, grant.at, context)),
      ...(grant.constraints ?? []),
    ];
    const listed = combine(parts, context.budget).map((constraints) => ({ at: grant.at, constraints }));
    return { denies: grant.denies === true, listed };
  });
  return {
    allowed: requestSets.filter(({ denies }) => !denies).flatMap(({ listed }) => listed),
    denied: requestSets.filter(({ denies }) => denies).flatMap(({ listed }) => listed),
  };
}

const LITERAL: PatternSyntax = { wildcards: false };

function valueConstraints(
  { subject, value, syntax = LITERAL, convert = (text) => text }: GrantValues,
  at: string,
  { holes }: ReadContext,
): Alternatives {
  if (value === undefined) return [[]];
  const strings = readStrings(value, `${at} ${subject}`, holes);
  if (strings === undefined) return [[opaque(subject, canonicalForm(value))]];
  const patterns = strings.map((text) => parsePattern(convert(text), syntax));
  return patterns.some(acceptsEverything) ? [[]] : alternatives(subject, patterns, { holes });
}

/** Returns a constraint on a value that cannot be read. */
export const opaque = (subject: string, form: string): Constraint => flag(subject, { key: form, unknown: "value" });
