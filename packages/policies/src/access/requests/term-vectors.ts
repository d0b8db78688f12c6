import type { ElementsTerm, NumberTerm, StringTerm, Term } from "./constraint";
import { matchVectors } from "./match-vectors";
import type { Budget } from "./too-complex";

/**
 * Returns which terms of one dimension the values of a property can match together. Each set of terms is a number whose bit
 * `i` represents term `i`.
 *
 * @throws TooComplexError if there are more sets than the budget allows
 */
export function termVectors(terms: readonly Term[], budget: Budget): readonly bigint[] {
  const [strings, elements, numbers] = [terms.filter(isString), terms.filter(isElements), terms.filter(isNumber)];
  if (strings.length > 0) return [...matchVectors(patternsOf(strings), budget), absentVector(strings)];
  if (elements.length > 0) {
    const differing = vectorOf(elements, ({ differs }) => differs);
    const vectors = matchVectors(patternsOf(elements), budget).map((vector) => vector ^ differing);
    return unions(vectors, budget);
  }
  if (numbers.length > 0) return [...numberVectors(numbers, budget), absentVector(numbers)];
  return [0n, 1n];
}

const isString = (term: Term): term is StringTerm => term.kind === "string";
const isElements = (term: Term): term is ElementsTerm => term.kind === "elements";
const isNumber = (term: Term): term is NumberTerm => term.kind === "number";

const patternsOf = (terms: readonly (StringTerm | ElementsTerm)[]) => terms.map(({ patterns }) => patterns);

/** The terms that a request without the property matches. */
const absentVector = (terms: readonly (StringTerm | NumberTerm)[]) => vectorOf(terms, ({ absent }) => absent);

function vectorOf<T>(terms: readonly T[], matches: (term: T) => boolean): bigint {
  return terms.reduce((vector, term, index) => (matches(term) ? vector | (1n << BigInt(index)) : vector), 0n);
}

/** The numbers between two consecutive ends of ranges match the same terms. */
function numberVectors(terms: readonly NumberTerm[], budget: Budget): readonly bigint[] {
  const starts = new Set(terms.flatMap(({ ranges }) => ranges.flatMap(([from, to]) => [from - 1n, from, to + 1n])));
  budget.spend(starts.size * terms.length);
  const matchedBy = (value: bigint) =>
    vectorOf(terms, ({ ranges }) => ranges.some(([from, to]) => from <= value && value <= to));
  return [...new Set([...starts].map(matchedBy))];
}

/** A list of values matches the terms that its values match. An absent property is an empty list. */
function unions(vectors: readonly bigint[], budget: Budget): readonly bigint[] {
  const result = new Set([0n]);
  for (const vector of vectors)
    for (const other of [...result]) {
      budget.spend();
      result.add(vector | other);
    }
  return [...result];
}
