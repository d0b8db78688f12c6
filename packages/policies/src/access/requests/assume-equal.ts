import {
  isInRange,
  matchesAny,
  type AccessSet,
  type Constraint,
  type Range,
  type RequestSet,
  type Term,
} from "./constraint";
import { hasWildcard, holesOf, widen, type Pattern } from "./pattern";

/** Both versions under the assumption that values that are not known are equal to values of the other version. */
export interface AssumedVersions {
  readonly before: AccessSet;
  /** The variants of each allowed request set: one for each value to which its unknown values can be equal. */
  readonly allowed: readonly (readonly RequestSet[])[];
  readonly denied: readonly RequestSet[];
}

/**
 * Returns both versions under the assumption that values that are not known are equal to values of the other version.
 * Growth that remains under this assumption is certain.
 *
 * @returns undefined if no value can be equal
 */
export function assumeEqual(before: AccessSet, after: AccessSet): AssumedVersions | undefined {
  const [old, current] = [new Version(before), new Version(after)];
  const isOld = (constraint: Constraint) => current.canEqual(constraint, old);
  const isCurrent = (constraint: Constraint) => old.canEqual(constraint, current);
  if (!old.constraints.some(isCurrent) && !current.constraints.some(isOld)) return undefined;
  return {
    before: {
      allowed: before.allowed.flatMap((requestSet) => current.extend(requestSet, isCurrent, old)),
      denied: before.denied.filter(({ constraints }) => !constraints.some(isCurrent)),
    },
    allowed: after.allowed
      .map((requestSet) => old.variantsOf(requestSet, isOld, current))
      .filter(({ length }) => length > 0),
    denied: after.denied.flatMap((requestSet) => old.extend(requestSet, isOld, current)),
  };
}

/** A request set with more variants than this is assumed to contain no request. */
const MAX_VARIANTS = 100;

/** A pattern or a range of a term, or undefined for a condition that cannot be evaluated. */
type Element = Pattern | Range | undefined;

/** The conditions of one version. */
class Version {
  readonly constraints: readonly Constraint[];
  readonly #keys: ReadonlySet<string>;
  readonly #holes: ReadonlySet<string>;
  readonly #elements = new Map<string, Map<string, Element>>();

  constructor({ allowed, denied }: AccessSet) {
    this.constraints = [...allowed, ...denied].flatMap(({ constraints }) => constraints);
    this.#keys = new Set(this.constraints.map(keyOf));
    this.#holes = new Set(this.constraints.flatMap(({ term }) => holesOfTerm(term)));
    for (const { subject, term } of this.constraints) {
      const elements = this.#elements.get(subject) ?? new Map<string, Element>();
      this.#elements.set(subject, elements);
      for (const [key, element] of elementsOfTerm(term)) elements.set(key, element);
    }
  }

  /** Whether a condition that only this version contains can be equal to one that only the other version contains. */
  canEqual(constraint: Constraint, other: Version): boolean {
    const { subject, term } = constraint;
    if (term.kind !== "flag" || term.unknown === "request" || other.#keys.has(keyOf(constraint))) return false;
    // If the other version contains the same unknown values, the difference is known.
    if (term.pattern !== undefined && holesOfTerm(term).every((hole) => other.#holes.has(hole))) return false;
    return term.unknown === "structure" || other.#without(this, subject).length > 0;
  }

  /** Returns a request set of the other version, and the largest set that it can be if its conditions are equal. */
  extend(requestSet: RequestSet, canEqual: (constraint: Constraint) => boolean, other: Version): readonly RequestSet[] {
    if (!requestSet.constraints.some(canEqual)) return [requestSet];
    const constraints = requestSet.constraints.flatMap((constraint) =>
      canEqual(constraint) ? upperBound(constraint, this.#without(other, constraint.subject)) : [constraint],
    );
    return [requestSet, { ...requestSet, constraints }];
  }

  /** Returns the variants of a request set of the other version: one for each condition that its conditions can equal. */
  variantsOf(
    requestSet: RequestSet,
    canEqual: (constraint: Constraint) => boolean,
    other: Version,
  ): readonly RequestSet[] {
    let variants: readonly (readonly Constraint[])[] = [[]];
    for (const constraint of requestSet.constraints) {
      const candidates = canEqual(constraint) ? this.#candidates(constraint, other) : [constraint];
      variants = variants.flatMap((constraints) => candidates.map((candidate) => [...constraints, candidate]));
      if (variants.length > MAX_VARIANTS) return [];
    }
    return variants.map((constraints) => ({ ...requestSet, constraints }));
  }

  /** Returns the conditions of this version to which a condition of the other version can be equal. */
  #candidates({ subject, term, negated }: Constraint, other: Version): readonly Constraint[] {
    if (term.kind === "flag" && term.pattern !== undefined) {
      const patterns = this.#without(other, subject).filter(isPattern);
      const flags = this.constraints.filter((own) => own.subject === subject && own.term.kind === "flag");
      return [...patterns.map((pattern) => matchesAny(subject, [pattern])), ...flags].map((own) => ({
        ...own,
        negated,
      }));
    }
    return this.constraints.filter((own) => own.subject === subject && !other.#keys.has(keyOf(own)));
  }

  /** The elements that only this version contains. */
  #without(other: Version, subject: string): readonly Element[] {
    const theirs = other.#elements.get(subject);
    return [...(this.#elements.get(subject) ?? [])].flatMap(([key, element]) => (theirs?.has(key) ? [] : [element]));
  }
}

const keyOf = ({ subject, term }: Constraint) => `${subject} ${term.key}`;

const holesOfTerm = (term: Term): readonly string[] =>
  term.kind === "flag" && term.pattern !== undefined ? holesOf(term.pattern) : [];

function elementsOfTerm(term: Term): readonly (readonly [key: string, element: Element])[] {
  if (term.kind === "flag") return [[term.key, undefined]];
  if (term.kind === "number") return term.ranges.map((range) => [range.join("-"), range]);
  return term.patterns.map((pattern) => [pattern.key, pattern]);
}

/** Returns constraints that accept all requests that a condition accepts if it is equal to one of the elements. */
function upperBound({ subject, term, negated }: Constraint, elements: readonly Element[]): readonly Constraint[] {
  if (negated || term.kind !== "flag") return [];
  const { pattern, identifier, exceptRanges } = term;
  if (exceptRanges !== undefined) {
    const ranges = elements.filter(isRange).filter((range) => !exceptRanges.some((other) => isEqual(range, other)));
    return [isInRange(subject, ranges)];
  }
  if (pattern === undefined) return [];
  if (identifier !== true) return [matchesAny(subject, [widen(pattern)])];
  return [
    matchesAny(
      subject,
      elements.filter(isPattern).filter((element) => !hasWildcard(element)),
    ),
  ];
}

const isRange = (element: Element): element is Range => Array.isArray(element);
const isPattern = (element: Element): element is Pattern => element !== undefined && !isRange(element);
const isEqual = ([from, to]: Range, [otherFrom, otherTo]: Range) => from === otherFrom && to === otherTo;
