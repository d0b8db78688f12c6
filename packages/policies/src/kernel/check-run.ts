import type { UndecidedReason, Read } from "../model/rule-result";
import { joinPath, type InputPath } from "./input-path";

/**
 * Thrown by a read that has no answer yet. One shared instance: what was read is recorded in the run, and a stack trace
 * for each of the many would cost more than the check.
 */
class UnknownValueRead extends Error {
  override readonly name = "UnansweredRead";
}
const unknownValueRead: Error = Object.freeze(new UnknownValueRead("a value that is not known yet was read"));

/** How many reasons one answer keeps: enough to name some; nested loops over unknown lists would collect millions. */
const MAX_REASONS = 20;

/** What one evaluation of one check remembers. */
export class CheckRun {
  /** Reads without an answer that nothing has made irrelevant. While this is not empty, no answer counts. */
  readonly pendingReasons: UndecidedReason[] = [];
  // Most runs need none of these three, and there is one run for each rule and resource.
  #assumed: Map<string, InputPath> | undefined;
  #secrets: Set<string> | undefined;
  #reads: Map<string, Read> | undefined;
  /** The last place read, for the report of a check that throws. */
  last: { readonly place: InputPath; readonly key: string | number } | undefined;

  readonly trace: boolean;
  /** The inputs say only what they change (a Kubernetes patch): what is absent is not the default, but unknown. */
  readonly partial: boolean;

  constructor(trace: boolean, partial: boolean) {
    this.trace = trace;
    this.partial = partial;
  }

  /** Unknown values that were taken to be set. */
  get assumed(): readonly InputPath[] {
    return this.#assumed ? [...this.#assumed.values()] : [];
  }

  /** Texts that were read from secrets: no message may hold them. */
  get secrets(): readonly string[] {
    return this.#secrets ? [...this.#secrets] : [];
  }

  /** Filled only when `trace` is set. */
  get reads(): readonly Read[] {
    return this.#reads ? [...this.#reads.values()] : [];
  }

  /** Whether what was evaluated so far would come out the same, and leave the same behind, if done again. */
  get isClean(): boolean {
    return (
      !this.trace && this.pendingReasons.length === 0 && this.#assumed === undefined && this.#secrets === undefined
    );
  }

  assume(place: InputPath): void {
    (this.#assumed ??= new Map()).set(`${place.urn ?? ""} ${place.toString()}`, place);
  }

  keepSecret(text: string): void {
    if (text !== "") (this.#secrets ??= new Set()).add(text);
  }

  record(place: InputPath, key: string | number, how: Read["how"]): void {
    this.last = { place, key };
    if (!this.trace) return;
    const path = joinPath(place.toString(), key);
    const id = `${place.urn ?? ""} ${path}`;
    this.#reads ??= new Map();
    if (how === "value" || !this.#reads.has(id))
      this.#reads.set(id, { path, ...(place.urn !== undefined && { urn: place.urn }), how });
  }
}

/**
 * The run that is going on, shared by all copies of this package in the process: a rule made with one copy may be
 * evaluated by another.
 */
interface Shared {
  active: CheckRun | undefined;
}
const SHARED = Symbol.for("@roadbed/policies:run");
const shared = ((globalThis as { [SHARED]?: Shared })[SHARED] ??= { active: undefined });

/** The run that is going on. Throws outside of one: a view must not outlive its check. */
export function currentRun(): CheckRun {
  if (shared.active === undefined) throw new Error("a view was read outside of the check it was given to");
  return shared.active;
}

/** Evaluates `body` as part of `run`. */
export function withRun<T>(run: CheckRun, body: () => T): T {
  const outer = shared.active;
  shared.active = run;
  try {
    return body();
  } finally {
    shared.active = outer;
  }
}

/** Adds up to the limit. */
export function addReasons(to: UndecidedReason[], reasons: readonly UndecidedReason[] = []): void {
  for (const reason of reasons) {
    if (to.length >= MAX_REASONS) return;
    to.push(reason);
  }
}

/** Records reads without an answer (at least one) and ends the evaluation up to whoever can do without them. */
export function throwUndecided(reasons: readonly UndecidedReason[]): never {
  currentRun().pendingReasons.push(...reasons.slice(0, MAX_REASONS));
  throw unknownValueRead;
}

export type Evaluated<T> =
  { readonly value: T; readonly reasons?: undefined } | { readonly reasons: readonly UndecidedReason[] };

/**
 * Evaluates `body` and takes over the reads it could not answer. A body that catches such a read itself and goes on
 * gains nothing: whatever it returned or threw, its outcome is the reasons.
 */
export function tryEvaluate<T>(body: () => T): Evaluated<T> {
  const { pendingReasons } = currentRun();
  const mark = pendingReasons.length;
  let value: T;
  try {
    value = body();
  } catch (error) {
    if (pendingReasons.length === mark) throw error;
    return { reasons: pendingReasons.splice(mark) };
  }
  return pendingReasons.length > mark ? { reasons: pendingReasons.splice(mark) } : { value };
}

/**
 * Like `attempt`, where the question may be `open` already: had earlier reads been known, evaluation might not have come
 * here, so an error is not sure to happen. It adds nothing to the reasons there are.
 */
export function tryEvaluateLenient<T>(open: boolean, body: () => T): Evaluated<T> {
  if (!open) return tryEvaluate(body);
  try {
    return tryEvaluate(body);
  } catch {
    return { reasons: [] };
  }
}
