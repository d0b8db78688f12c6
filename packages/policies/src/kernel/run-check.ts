import type { UndecidedReason, RuleResult, Location, RuleError, Violation } from "../model/rule-result";
import { listBehind, type Slot, slotsOf } from "./list";
import { joinPath, type InputPath, inputPathOf } from "./input-path";
import { tryEvaluate, tryEvaluateLenient, type CheckRun, withRun } from "./check-run";

/** What is wrong: a message, or a message with the object that was read or the path in the inputs where it is. */
export type Issue = string | { readonly at: object | string; readonly message: string };
/** What a check may answer: nothing, one fault, several. */
export type CheckResult = Issue | readonly (Issue | false | undefined)[] | false | undefined;

/** What a check of a stack rule answers with. */
export interface StackIssue {
  readonly resource: { readonly urn: string };
  readonly message: string;
  /** An object that was read, or a path in the inputs of `resource`. */
  readonly at?: object | string;
}

interface CollectOptions {
  /** Where a fault is if it does not say. */
  readonly fallback?: () => InputPath | undefined;
  /** Why there may be nothing to judge at all. */
  readonly reasons?: readonly UndecidedReason[] | undefined;
  readonly each?: typeof toViolation;
}

/** Gathers what one run of a check says. */
class RuleResultBuilder {
  readonly #violations: Violation[] = [];
  readonly #undecided: UndecidedReason[] = [];
  #error: RuleError | undefined;
  readonly #run: CheckRun;

  constructor(run: CheckRun) {
    this.#run = run;
  }

  /** Evaluates `body` and keeps what came of it. */
  try(body: () => void): void {
    try {
      const outcome = tryEvaluate(body);
      if (outcome.reasons) this.#undecided.push(...outcome.reasons);
    } catch (error) {
      const what =
        error instanceof InvalidCheckResultError ? error.message : `the rule failed with ${describeErrorKind(error)}`;
      this.#error ??= { message: what + this.#lastPath(), cause: error };
    }
  }

  /** Only what the whole body came to counts: a violation found before a swallowed unknown does not. */
  collect(body: () => readonly Slot[], { fallback, reasons = [], each = toViolation }: CollectOptions = {}): void {
    this.try(() => {
      const outcome = tryEvaluateLenient(reasons.length > 0, body);
      if (outcome.reasons) this.addReasons([...reasons, ...outcome.reasons]);
      else for (const slot of outcome.value) this.#add(slot, fallback, each);
    });
  }

  addReasons(reasons: readonly UndecidedReason[] | undefined): void {
    this.#undecided.push(...(reasons ?? []));
  }

  #add(slot: Slot, fallback: (() => InputPath | undefined) | undefined, each: typeof toViolation): void {
    const outcome = slot.isUnknownElements ? { reasons: slot.reasons ?? [] } : tryEvaluate(slot.read);
    if (outcome.reasons) this.addReasons(outcome.reasons);
    if (outcome.reasons || !outcome.value) return;
    const { value } = outcome;
    const violation = each(value, slot.path ?? fallback?.());
    if (slot.reasons)
      this.addReasons(slot.reasons.map((reason) => ({ ...reason, ...(violation.urn && { subject: violation.urn }) })));
    else this.#violations.push({ ...violation, message: this.#redacted(violation.message) });
  }

  #redacted(message: string): string {
    return this.#run.secrets.reduce((text, secret) => redactSecret(text, secret), message);
  }

  #lastPath(): string {
    const { last } = this.#run;
    return last ? ` after reading ${joinPath(last.place.toString(), last.key)}` : "";
  }

  build(): RuleResult {
    return {
      violations: this.#violations,
      // In a patch, what is absent stays as it is: that leaves nothing open about the patch.
      undecided: distinctReasons(this.#undecided).filter(({ cause }) => cause !== "absent"),
      assumed: this.#run.assumed.map(locationOf),
      reads: this.#run.reads,
      ...(this.#error && { error: this.#error }),
    };
  }
}

/** The check answered with something that is no answer. Its message holds no values. */
class InvalidCheckResultError extends Error {}

/** Messages of other errors may quote the inputs (JSON.parse does), so only their kind is told. */
export const describeErrorKind = (error: unknown) =>
  error instanceof Error ? `a ${error.name}` : "something that is no Error";

/** A short secret is looked for as a word: any message holds every letter. */
const MIN_FRAGMENT_LENGTH = 4;

function redactSecret(text: string, secret: string): string {
  if (secret.length >= MIN_FRAGMENT_LENGTH) return text.replaceAll(secret, REDACTED);
  return text
    .split(" ")
    .map((word) => (word === secret ? REDACTED : word))
    .join(" ");
}

const REDACTED = "[secret]";

const locationOf = (place: InputPath): Location => ({
  path: place.toString(),
  ...(place.urn !== undefined && { urn: place.urn }),
});

function distinctReasons(reasons: readonly UndecidedReason[]): readonly UndecidedReason[] {
  if (reasons.length < 2) return reasons;
  return [
    ...new Map(
      reasons.map((reason) => [`${reason.subject ?? ""} ${reason.urn ?? ""} ${reason.path}`, reason]),
    ).values(),
  ];
}

function toViolation(fault: unknown, fallback: InputPath | undefined): Violation {
  if (typeof fault === "string") return { message: fault, ...(fallback && { path: fallback.toString() }) };
  const { at, message } = messageIn(fault);
  const path = at === undefined ? fallback?.toString() : pathOf(at);
  return { message, ...(path !== undefined && { path }) };
}

export function toStackViolation(found: unknown): Violation {
  const { at, message, resource } = messageIn(found);
  const urn = typeof resource === "object" && resource !== null ? (resource as { urn?: unknown }).urn : undefined;
  if (typeof urn !== "string")
    throw new InvalidCheckResultError("a stack rule found something without naming a resource of the graph");
  return { message, urn, ...(at !== undefined && { path: pathOf(at) }) };
}

function messageIn(fault: unknown): { readonly message: string; readonly at?: unknown; readonly resource?: unknown } {
  const message = typeof fault === "object" && fault !== null ? (fault as { message?: unknown }).message : undefined;
  if (typeof message !== "string")
    throw new InvalidCheckResultError(
      "a check must answer with a message, { at, message }, several of them, or nothing",
    );
  return fault as { message: string };
}

/** The path an answer names: given as text, or by an object that was read. */
function pathOf(at: unknown): string {
  if (typeof at === "string") return at;
  const place = typeof at === "object" && at !== null ? (listBehind(at)?.path ?? inputPathOf(at)) : undefined;
  if (place === undefined)
    throw new InvalidCheckResultError("the `at` of an answer must be a path or an object that was read");
  return place.toString();
}

/** Judges by what `check` says of each fact. */
export function checkItems(run: CheckRun, facts: () => readonly Slot[], check: (fact: unknown) => unknown): RuleResult {
  return withRun(run, () => {
    const verdict = new RuleResultBuilder(run);
    verdict.try(() => {
      for (const slot of facts()) {
        if (slot.isUnknownElements) verdict.addReasons(slot.reasons);
        else verdict.collect(() => issuesOf(slot, check), { fallback: () => pathOfItem(slot), reasons: slot.reasons });
      }
    });
    return verdict.build();
  });
}

/** Where a fact stands, unless it is the inputs as a whole. */
function pathOfItem({ path, read }: Slot): InputPath | undefined {
  if (path) return path;
  const fact = read();
  const own = typeof fact === "object" && fact !== null ? inputPathOf(fact) : undefined;
  return own?.isRoot ? undefined : own;
}

/** What the check says of one fact. If the fact may not be there at all, neither may what is said of it. */
function issuesOf(slot: Slot, check: (fact: unknown) => unknown): readonly Slot[] {
  const answer = check(slot.read());
  if (!answer) return [];
  const parts = slotsOf(answer);
  const { reasons } = slot;
  return reasons ? parts.map((part) => ({ ...part, reasons: [...reasons, ...(part.reasons ?? [])] })) : parts;
}

/** Judges by what a check of a whole stack says. */
export function checkStack(run: CheckRun, check: () => unknown): RuleResult {
  return withRun(run, () => {
    const verdict = new RuleResultBuilder(run);
    verdict.collect(() => slotsOf(check()), { each: toStackViolation });
    return verdict.build();
  });
}
