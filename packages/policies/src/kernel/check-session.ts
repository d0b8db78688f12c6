import type { UndecidedReason, InputRead } from "../model/rule-result";
import { joinPath, type InputPath } from "./input-path";

/**
 * Thrown when a check reads an unknown value. All reads throw the same instance, because creating a stack trace takes longer
 * than the check. The run records what was read.
 */
class UnknownValueRead extends Error {
  override readonly name = "UnknownValueRead";
}
const unknownValueRead: Error = Object.freeze(new UnknownValueRead("a check read an unknown value"));

/** The maximum number of reasons in one result. Otherwise nested loops over unknown lists would collect millions. */
const MAX_REASONS = 20;

/** The state of one evaluation of one check. */
export class CheckRun {
  /** Reads of unknown values that can affect the result. If there are any, the result is undecided. */
  readonly pendingReasons: UndecidedReason[] = [];
  // These collections are created on demand, because each pair of rule and resource has a run, and most runs are empty.
  #assumed: Map<string, InputPath> | undefined;
  #secrets: Set<string> | undefined;
  #reads: Map<string, InputRead> | undefined;
  /** The last read, for the message if the check throws. */
  last: { readonly path: InputPath; readonly key: string | number } | undefined;

  /** Whether to record all reads. */
  readonly trace: boolean;
  /** Whether the inputs are a Kubernetes patch. Properties that a patch omits are unknown and do not have their defaults. */
  readonly partial: boolean;

  constructor(trace: boolean, partial: boolean) {
    this.trace = trace;
    this.partial = partial;
  }

  /** The paths of the unknown values that were assumed to be set. */
  get assumed(): readonly InputPath[] {
    return this.#assumed ? [...this.#assumed.values()] : [];
  }

  /** The secret strings that were read. Messages must not contain these strings. */
  get secrets(): readonly string[] {
    return this.#secrets ? [...this.#secrets] : [];
  }

  /** All reads. The list is empty unless `trace` is set. */
  get reads(): readonly InputRead[] {
    return this.#reads ? [...this.#reads.values()] : [];
  }

  /** Whether results can be cached, because reading the same values again would record nothing. */
  get isClean(): boolean {
    return (
      !this.trace && this.pendingReasons.length === 0 && this.#assumed === undefined && this.#secrets === undefined
    );
  }

  assume(path: InputPath): void {
    (this.#assumed ??= new Map()).set(`${path.urn ?? ""} ${path.toString()}`, path);
  }

  keepSecret(secret: string): void {
    if (secret !== "") (this.#secrets ??= new Set()).add(secret);
  }

  record(parent: InputPath, key: string | number, how: InputRead["kind"]): void {
    this.last = { path: parent, key };
    if (!this.trace) return;
    const path = joinPath(parent.toString(), key);
    const id = `${parent.urn ?? ""} ${path}`;
    this.#reads ??= new Map();
    if (how === "value" || !this.#reads.has(id))
      this.#reads.set(id, { path, ...(parent.urn !== undefined && { urn: parent.urn }), kind: how });
  }
}

/**
 * The current run. All copies of this package in the process share it, because a rule defined with one copy can be
 * evaluated by another. The version in the key changes with the format of the shared state.
 */
interface SharedState {
  active: CheckRun | undefined;
}
const SHARED = Symbol.for("@roadbed/policies:run/1");
const shared = ((globalThis as { [SHARED]?: SharedState })[SHARED] ??= { active: undefined });

/**
 * Returns the current run.
 *
 * @throws Error outside a run, because inputs must not be read after the check has returned
 */
export function currentRun(): CheckRun {
  if (shared.active === undefined)
    throw new Error(
      "Inputs were read outside the check that received them. If the rule comes from another package, install a single version of @roadbed/policies.",
    );
  return shared.active;
}

/** Calls `body` with `run` as the current run, and returns its result. */
export function withRun<T>(run: CheckRun, body: () => T): T {
  const previous = shared.active;
  shared.active = run;
  try {
    return body();
  } finally {
    shared.active = previous;
  }
}

/** Appends reasons up to the maximum. */
export function addReasons(to: UndecidedReason[], reasons: readonly UndecidedReason[] = []): void {
  for (const reason of reasons) {
    if (to.length >= MAX_REASONS) return;
    to.push(reason);
  }
}

/** Records at least one read of an unknown value and aborts the evaluation, up to the nearest `tryEvaluate`. */
export function throwUndecided(reasons: readonly UndecidedReason[]): never {
  currentRun().pendingReasons.push(...reasons.slice(0, MAX_REASONS));
  throw unknownValueRead;
}

/** A value, or the reasons why it is undecided. */
export type Evaluated<T> =
  | { readonly value: T; readonly reasons?: undefined }
  | { readonly reasons: readonly UndecidedReason[] };

/**
 * Calls `body` and returns its value, or the reasons if it read unknown values. If `body` catches the error of such a read,
 * its return value and any other error are ignored, and the reasons are returned.
 */
export function tryEvaluate<T>(body: () => T): Evaluated<T> {
  const { pendingReasons } = currentRun();
  const countBefore = pendingReasons.length;
  let value: T;
  try {
    value = body();
  } catch (error) {
    if (pendingReasons.length === countBefore) throw error;
    return { reasons: pendingReasons.splice(countBefore) };
  }
  return pendingReasons.length > countBefore ? { reasons: pendingReasons.splice(countBefore) } : { value };
}

/**
 * Calls `body` as `tryEvaluate` does. If the result is already `undecided`, an error that `body` throws is ignored, because
 * evaluation might not have reached `body` if the unknown values were known.
 */
export function tryEvaluateLenient<T>(undecided: boolean, body: () => T): Evaluated<T> {
  if (!undecided) return tryEvaluate(body);
  try {
    return tryEvaluate(body);
  } catch {
    return { reasons: [] };
  }
}
