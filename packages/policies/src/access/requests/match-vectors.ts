import { isHole, type Pattern, type Token } from "./pattern";
import type { Budget } from "./too-complex";

/** Represents every character that no active pattern names. */
const OTHER = "";

/**
 * Returns the sets of terms that a string can match. A term is a list of patterns, and a string matches the term if it
 * matches one of them. Bit `i` of a set represents term `i`.
 *
 * @remarks
 * The function walks through all strings at once: a state is the set of positions that the patterns can have reached after
 * the same characters. Two strings that lead to the same state match the same terms, so each state is visited once.
 *
 * @throws TooComplexError if there are more states than the budget allows
 */
export function matchVectors(terms: readonly (readonly Pattern[])[], budget: Budget): readonly bigint[] {
  budget.spend(terms.flat().reduce((sum, { tokens }) => sum + tokens.length, 0));
  const automaton = new Automaton(terms);
  const seen = new Set<string>();
  const vectors = new Set<bigint>();
  const pending = [automaton.start];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const key = state.join();
    if (seen.has(key)) continue;
    seen.add(key);
    budget.spend(1 + state.length);
    vectors.add(automaton.acceptedBy(state));
    for (const next of automaton.successors(state)) pending.push(next);
  }
  return [...vectors];
}

/** Whether every string that the first pattern accepts is accepted by the second pattern, whatever the holes contain. */
export function isSubpattern(inner: Pattern, outer: Pattern, budget: Budget): boolean {
  return matchVectors([[inner], [outer]], budget).every((vector) => vector !== 0b01n);
}

type State = readonly number[];

/** All patterns, whose positions are numbered consecutively. The position after the last token accepts the string. */
class Automaton {
  readonly start: State;
  /** The token at each position. Accepting positions have none. */
  readonly #tokens: (Token | undefined)[] = [];
  /** The first position of the pattern that each position belongs to. */
  readonly #first: number[] = [];
  readonly #accepts = new Map<number, bigint>();

  constructor(terms: readonly (readonly Pattern[])[]) {
    const starts: number[] = [];
    for (const [index, patterns] of terms.entries())
      for (const { tokens } of patterns) {
        const start = this.#tokens.length;
        starts.push(start);
        for (const token of [...tokens, undefined]) {
          this.#tokens.push(token);
          this.#first.push(start);
        }
        this.#accepts.set(this.#tokens.length - 1, 1n << BigInt(index));
      }
    this.start = this.#closure(starts);
  }

  acceptedBy(state: State): bigint {
    let vector = 0n;
    for (const position of state) vector |= this.#accepts.get(position) ?? 0n;
    return vector;
  }

  /** Returns the states that one character or, along literal strings, several characters lead to. */
  successors(state: State): readonly State[] {
    let current = state;
    let symbols = this.#symbolsOf(state);
    const failed: State[] = this.#hasWildcard(state) ? [] : [[]];
    // Along literal strings, all characters but one lead to the state without positions.
    while (symbols.size === 1 && !this.#hasWildcard(current)) {
      for (const character of symbols) current = this.#next(current, character);
      if (this.acceptedBy(current) !== 0n) return [current, ...failed];
      symbols = this.#symbolsOf(current);
    }
    return [...failed, ...[...symbols, OTHER].map((symbol) => this.#next(current, symbol))];
  }

  /** Returns the characters that lead to different states. */
  #symbolsOf(state: State): ReadonlySet<string> {
    const symbols = new Set<string>();
    for (const position of state) {
      const token = this.#tokens[position];
      if (token === undefined) continue;
      if ("accepts" in token) for (const character of token.accepts) symbols.add(character);
      else if (token.except !== undefined) symbols.add(token.except);
    }
    return symbols;
  }

  #hasWildcard(state: State): boolean {
    return state.some((position) => {
      const token = this.#tokens[position];
      return token !== undefined && "repeats" in token;
    });
  }

  #next(state: State, symbol: string): State {
    const reached: number[] = [];
    for (const position of state) {
      const token = this.#tokens[position];
      if (token === undefined || !acceptsSymbol(token, symbol)) continue;
      reached.push("repeats" in token && token.repeats ? position : position + 1);
    }
    return this.#closure(reached);
  }

  /** Adds the positions after wildcards that accept the empty string, and omits redundant positions. */
  #closure(positions: readonly number[]): State {
    const all = new Set<number>();
    for (let position of positions)
      for (; !all.has(position); position++) {
        all.add(position);
        const token = this.#tokens[position];
        if (token === undefined || !("repeats" in token) || !token.repeats) break;
      }
    return this.#withoutRedundant([...all].sort((a, b) => a - b));
  }

  /** A pattern that has reached a `*` accepts everything that it accepts from an earlier position. */
  #withoutRedundant(sorted: readonly number[]): State {
    const kept: number[] = [];
    let redundantFrom = -1;
    for (const position of sorted.toReversed()) {
      const first = this.#first[position] ?? 0;
      if (first === redundantFrom) continue;
      kept.push(position);
      const token = this.#tokens[position];
      if (token !== undefined && "repeats" in token && token.repeats && token.except === undefined)
        redundantFrom = first;
    }
    return kept.reverse();
  }
}

/** A hole can contain any string, so only `*` accepts it. */
function acceptsSymbol(token: Token, symbol: string): boolean {
  if ("accepts" in token) return token.accepts.includes(symbol);
  if (isHole(symbol)) return token.repeats && token.except === undefined;
  return symbol !== token.except;
}
