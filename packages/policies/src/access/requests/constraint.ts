import { acceptsEverything, type Pattern } from "./pattern";

/** A range of integers, including both ends. */
export type Range = readonly [from: bigint, to: bigint];

/** A condition on one property of a request, such as its action. A request matches the term or does not match it. */
export type Term = StringTerm | ElementsTerm | NumberTerm | FlagTerm;

interface TermBase {
  /** Identifies the term among the terms of its dimension. */
  readonly key: string;
}

/** The property matches one of the patterns. */
export interface StringTerm extends TermBase {
  readonly kind: "string";
  readonly patterns: readonly Pattern[];
  /** Whether requests without the property match as well. */
  readonly absent: boolean;
}

/** The property has several values, and one of them matches one of the patterns, or none if it `differs`. */
export interface ElementsTerm extends TermBase {
  readonly kind: "elements";
  readonly patterns: readonly Pattern[];
  readonly differs: boolean;
}

/** The property is a number in one of the ranges. */
export interface NumberTerm extends TermBase {
  readonly kind: "number";
  readonly ranges: readonly Range[];
  /** Whether requests without the property match as well. */
  readonly absent: boolean;
}

/** A condition that cannot be evaluated. Only flags with the same key are known to be the same condition. */
export interface FlagTerm extends TermBase {
  readonly kind: "flag";
  /**
   * What is not known:
   * - `request`: a policy variable, which each request replaces with a value. Different variables are different conditions.
   * - `value`: a value of the program. A different condition of the other version can turn out to be the same.
   * - `structure`: a whole statement or document, which can have any effect.
   */
  readonly unknown: "request" | "value" | "structure";
  /** The pattern that the property matches, if parts of it are known. */
  readonly pattern?: Pattern;
  /** Whether the unknown value is an identifier of a resource, which contains no wildcards. */
  readonly identifier?: boolean;
  /** For numbers, the ranges that the unknown value does not stand for. */
  readonly exceptRanges?: readonly Range[];
}

/** A constraint on one property of requests. */
export interface Constraint {
  /** The property, such as `action` or `condition aws:sourceip`. */
  readonly subject: string;
  readonly term: Term;
  /** Whether the constraint accepts exactly the requests that do not match the term. */
  readonly negated: boolean;
}

/** The requests that meet all constraints. Without constraints, all requests. */
export interface RequestSet {
  readonly constraints: readonly Constraint[];
  /** The path of the object that allows or denies these requests, such as `policy.Statement[0]`. */
  readonly at: string;
}

/** The requests of the allowed request sets that are not in a denied request set. */
export interface AccessSet {
  readonly allowed: readonly RequestSet[];
  readonly denied: readonly RequestSet[];
}

/** Allows nothing. */
export const NO_ACCESS: AccessSet = { allowed: [], denied: [] };

/** Returns the union of access sets whose denied request sets apply to all of them. */
export const mergeAccess = (sets: readonly AccessSet[]): AccessSet => ({
  allowed: sets.flatMap(({ allowed }) => allowed),
  denied: sets.flatMap(({ denied }) => denied),
});

/** Returns a constraint that a property matches one of the patterns. */
export function matchesAny(subject: string, patterns: readonly Pattern[], absent = false): Constraint {
  const keys = [...new Set(patterns.map(({ key }) => key))].sort();
  const term: StringTerm = { kind: "string", patterns, absent, key: JSON.stringify([absent, ...keys]) };
  return { subject, term, negated: false };
}

/** Returns a constraint that one of several values of a property matches one of the patterns, or none if it `differs`. */
export function someMatches(subject: string, patterns: readonly Pattern[], differs = false): Constraint {
  const keys = [...new Set(patterns.map(({ key }) => key))].sort();
  const term: ElementsTerm = { kind: "elements", patterns, differs, key: JSON.stringify([differs, ...keys]) };
  return { subject, term, negated: false };
}

/** Returns a constraint that a property is a number in one of the ranges. */
export function isInRange(subject: string, ranges: readonly Range[], absent = false): Constraint {
  const keys = [...new Set(ranges.map(([from, to]) => `${from}-${to}`))].sort();
  return { subject, term: { kind: "number", ranges, absent, key: [absent, ...keys].join() }, negated: false };
}

/** Returns a constraint that cannot be evaluated. */
export function flag(subject: string, term: Omit<FlagTerm, "kind">): Constraint {
  return { subject, term: { kind: "flag", ...term }, negated: false };
}

/** Returns the constraint that accepts exactly the other requests. */
export const not = (constraint: Constraint): Constraint => ({ ...constraint, negated: !constraint.negated });

/** Whether a constraint accepts every request. */
export const isTrivial = ({ term, negated }: Constraint): boolean =>
  !negated && term.kind === "string" && term.absent && term.patterns.some(acceptsEverything);

/** The dimension of a constraint. Properties of different dimensions are independent of each other. */
export const dimensionOf = ({ subject, term }: Constraint): string =>
  term.kind === "flag" ? `flag ${subject} ${term.key}` : `${term.kind} ${subject}`;
