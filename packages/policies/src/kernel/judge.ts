import type { Doubt, Judgement, Location, RuleError, Violation } from "../model";
import { listBehind, type Slot, slotsOf } from "./list";
import { joinPath, type Place, placeOf } from "./place";
import { attempt, attemptWhile, type Run, within } from "./run";

/** What is wrong: a message, or a message with the object that was read or the path in the inputs where it is. */
export type Fault = string | { readonly at: object | string; readonly message: string };
/** What a check may answer: nothing, one fault, several. */
export type Said = Fault | readonly (Fault | false | undefined)[] | false | undefined;

/** What a check of a stack rule answers with. */
export interface Found {
  readonly resource: { readonly urn: string };
  readonly message: string;
  /** An object that was read, or a path in the inputs of `resource`. */
  readonly at?: object | string;
}

interface Manner {
  /** Where a fault is if it does not say. */
  readonly fallback?: () => Place | undefined;
  /** Why there may be nothing to judge at all. */
  readonly doubts?: readonly Doubt[] | undefined;
  readonly each?: typeof toViolation;
}

/** Gathers what one run of a check says. */
class Verdict {
  readonly #violations: Violation[] = [];
  readonly #undecided: Doubt[] = [];
  #error: RuleError | undefined;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Evaluates `body` and keeps what came of it. */
  try(body: () => void): void {
    try {
      const outcome = attempt(body);
      if (outcome.doubts) this.#undecided.push(...outcome.doubts);
    } catch (error) {
      const what = error instanceof AnswerError ? error.message : `the rule failed with ${kindOf(error)}`;
      this.#error ??= { message: what + this.#lastPath(), cause: error };
    }
  }

  /** Only what the whole body came to counts: a violation found before a swallowed unknown does not. */
  take(body: () => readonly Slot[], { fallback, doubts = [], each = toViolation }: Manner = {}): void {
    this.try(() => {
      const outcome = attemptWhile(doubts.length > 0, body);
      if (outcome.doubts) this.doubt([...doubts, ...outcome.doubts]);
      else for (const slot of outcome.value) this.#add(slot, fallback, each);
    });
  }

  doubt(doubts: readonly Doubt[] | undefined): void {
    this.#undecided.push(...(doubts ?? []));
  }

  #add(slot: Slot, fallback: (() => Place | undefined) | undefined, each: typeof toViolation): void {
    const outcome = slot.gap ? { doubts: slot.doubts ?? [] } : attempt(slot.read);
    if (outcome.doubts) this.doubt(outcome.doubts);
    if (outcome.doubts || !outcome.value) return;
    const { value } = outcome;
    const violation = each(value, slot.place ?? fallback?.());
    if (slot.doubts)
      this.doubt(slot.doubts.map((doubt) => ({ ...doubt, ...(violation.urn && { about: violation.urn }) })));
    else this.#violations.push({ ...violation, message: this.#redacted(violation.message) });
  }

  #redacted(message: string): string {
    return this.#run.secrets.reduce((text, secret) => withoutSecret(text, secret), message);
  }

  #lastPath(): string {
    const { last } = this.#run;
    return last ? ` after reading ${joinPath(last.place.toString(), last.key)}` : "";
  }

  judgement(): Judgement {
    return {
      violations: this.#violations,
      // In a patch, what is absent stays as it is: that leaves nothing open about the patch.
      undecided: unique(this.#undecided).filter(({ because }) => because !== "absent"),
      assumed: this.#run.assumed.map(locationOf),
      reads: this.#run.reads,
      ...(this.#error && { error: this.#error }),
    };
  }
}

/** The check answered with something that is no answer. Its message holds no values. */
class AnswerError extends Error {}

/** Messages of other errors may quote the inputs (JSON.parse does), so only their kind is told. */
export const kindOf = (error: unknown) => (error instanceof Error ? `a ${error.name}` : "something that is no Error");

/** A short secret is looked for as a word: any message holds every letter. */
const MIN_FRAGMENT_LENGTH = 4;

function withoutSecret(text: string, secret: string): string {
  if (secret.length >= MIN_FRAGMENT_LENGTH) return text.replaceAll(secret, BLINDED);
  return text
    .split(" ")
    .map((word) => (word === secret ? BLINDED : word))
    .join(" ");
}

const BLINDED = "[secret]";

const locationOf = (place: Place): Location => ({
  path: place.toString(),
  ...(place.urn !== undefined && { urn: place.urn }),
});

function unique(doubts: readonly Doubt[]): readonly Doubt[] {
  if (doubts.length < 2) return doubts;
  return [...new Map(doubts.map((doubt) => [`${doubt.about ?? ""} ${doubt.urn ?? ""} ${doubt.path}`, doubt])).values()];
}

function toViolation(fault: unknown, fallback: Place | undefined): Violation {
  if (typeof fault === "string") return { message: fault, ...(fallback && { path: fallback.toString() }) };
  const { at, message } = messageIn(fault);
  const path = at === undefined ? fallback?.toString() : pathOf(at);
  return { message, ...(path !== undefined && { path }) };
}

export function toStackViolation(found: unknown): Violation {
  const { at, message, resource } = messageIn(found);
  const urn = typeof resource === "object" && resource !== null ? (resource as { urn?: unknown }).urn : undefined;
  if (typeof urn !== "string")
    throw new AnswerError("a stack rule found something without naming a resource of the graph");
  return { message, urn, ...(at !== undefined && { path: pathOf(at) }) };
}

function messageIn(fault: unknown): { readonly message: string; readonly at?: unknown; readonly resource?: unknown } {
  const message = typeof fault === "object" && fault !== null ? (fault as { message?: unknown }).message : undefined;
  if (typeof message !== "string")
    throw new AnswerError("a check must answer with a message, { at, message }, several of them, or nothing");
  return fault as { message: string };
}

/** The path an answer names: given as text, or by an object that was read. */
function pathOf(at: unknown): string {
  if (typeof at === "string") return at;
  const place = typeof at === "object" && at !== null ? (listBehind(at)?.place ?? placeOf(at)) : undefined;
  if (place === undefined) throw new AnswerError("the `at` of an answer must be a path or an object that was read");
  return place.toString();
}

/** Judges by what `check` says of each fact. */
export function judgeFacts(run: Run, facts: () => readonly Slot[], check: (fact: unknown) => unknown): Judgement {
  return within(run, () => {
    const verdict = new Verdict(run);
    verdict.try(() => {
      for (const slot of facts()) {
        if (slot.gap) verdict.doubt(slot.doubts);
        else verdict.take(() => said(slot, check), { fallback: () => placeOfFact(slot), doubts: slot.doubts });
      }
    });
    return verdict.judgement();
  });
}

/** Where a fact stands, unless it is the inputs as a whole. */
function placeOfFact({ place, read }: Slot): Place | undefined {
  if (place) return place;
  const fact = read();
  const own = typeof fact === "object" && fact !== null ? placeOf(fact) : undefined;
  return own?.isRoot ? undefined : own;
}

/** What the check says of one fact. If the fact may not be there at all, neither may what is said of it. */
function said(slot: Slot, check: (fact: unknown) => unknown): readonly Slot[] {
  const answer = check(slot.read());
  if (!answer) return [];
  const parts = slotsOf(answer);
  const { doubts } = slot;
  return doubts ? parts.map((part) => ({ ...part, doubts: [...doubts, ...(part.doubts ?? [])] })) : parts;
}

/** Judges by what a check of a whole stack says. */
export function judgeStack(run: Run, check: () => unknown): Judgement {
  return within(run, () => {
    const verdict = new Verdict(run);
    verdict.take(() => slotsOf(check()), { each: toStackViolation });
    return verdict.judgement();
  });
}
