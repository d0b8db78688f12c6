import type { InputLocation, RuleError, RuleResult, UndecidedReason, Violation } from "../model/rule-result";
import { InvalidCheckResultError, toViolation } from "./check-result";
import { type CheckRun, tryEvaluate, tryEvaluateLenient } from "./check-session";
import { type InputPath, joinPath } from "./input-path";
import type { Slot } from "./list";

interface CollectOptions {
  /** Returns the path of issues that have none. */
  readonly fallback?: () => InputPath | undefined;
  /** Why it is unknown whether the checked item exists. */
  readonly reasons?: readonly UndecidedReason[] | undefined;
  readonly convert?: typeof toViolation;
}

/** Builds the rule result of one check run. */
export class RuleResultBuilder {
  readonly #violations: Violation[] = [];
  readonly #undecided: UndecidedReason[] = [];
  #error: RuleError | undefined;
  readonly #run: CheckRun;

  constructor(run: CheckRun) {
    this.#run = run;
  }

  /** Calls `body`. Records errors and reads of unknown values rather than throwing. */
  try(body: () => void): void {
    try {
      const evaluated = tryEvaluate(body);
      if (evaluated.reasons) this.#undecided.push(...evaluated.reasons);
    } catch (error) {
      const problem =
        error instanceof InvalidCheckResultError ? error.message : `the check threw ${describeErrorKind(error)}`;
      this.#error ??= { message: problem + this.#lastRead(), cause: error };
    }
  }

  /** Adds the issues that `body` returns, or only undecided reasons if `body` read an unknown value. */
  collect(body: () => readonly Slot[], { fallback, reasons = [], convert = toViolation }: CollectOptions = {}): void {
    this.try(() => {
      const evaluated = tryEvaluateLenient(reasons.length > 0, body);
      if (evaluated.reasons) this.addReasons([...reasons, ...evaluated.reasons]);
      else for (const slot of evaluated.value) this.#add(slot, fallback, convert);
    });
  }

  /** Adds undecided reasons. */
  addReasons(reasons: readonly UndecidedReason[] | undefined): void {
    this.#undecided.push(...(reasons ?? []));
  }

  #add(slot: Slot, fallback: (() => InputPath | undefined) | undefined, convert: typeof toViolation): void {
    const evaluated = slot.hasUnknownElements ? { reasons: slot.reasons ?? [] } : tryEvaluate(slot.read);
    if (evaluated.reasons) this.addReasons(evaluated.reasons);
    if (evaluated.reasons || !evaluated.value) return;
    const violation = convert(evaluated.value, slot.path ?? fallback?.());
    const { urn } = violation;
    if (slot.reasons) this.addReasons(slot.reasons.map((reason) => ({ ...reason, ...(urn && { subject: urn }) })));
    else this.#violations.push({ ...violation, message: this.#redact(violation.message) });
  }

  #redact(message: string): string {
    return this.#run.secrets.reduce((redacted, secret) => redactSecret(redacted, secret), message);
  }

  #lastRead(): string {
    const { last } = this.#run;
    return last ? ` after reading ${joinPath(last.path.toString(), last.key)}` : "";
  }

  /** Returns the rule result. */
  build(): RuleResult {
    return {
      violations: this.#violations,
      undecided: distinctReasons(this.#undecided).filter(affectsResult),
      assumed: this.#run.assumed.map(locationOf),
      reads: this.#run.reads,
      ...(this.#error && { error: this.#error }),
    };
  }
}

/**
 * A Kubernetes patch does not change the properties that it omits, so they do not make the result undecided. Neither do
 * missing resources that the rule would only check, because a coverage gap reports them.
 */
const affectsResult = ({ cause, subject, urn }: UndecidedReason) =>
  cause !== "absent" && (cause !== "missing" || subject !== undefined || urn !== undefined);

/** Returns a description of an error without the message, because messages, such as those of JSON.parse, can quote inputs. */
export const describeErrorKind = (error: unknown) =>
  error instanceof Error ? `a ${error.name}` : "a value that is not an Error";

/** The minimum length of a secret that is redacted within words. Shorter secrets could occur in any word by chance. */
const MIN_FRAGMENT_LENGTH = 4;
const REDACTED = "[secret]";

function redactSecret(message: string, secret: string): string {
  if (secret.length >= MIN_FRAGMENT_LENGTH) return message.replaceAll(secret, REDACTED);
  return message
    .split(" ")
    .map((word) => (word === secret ? REDACTED : word))
    .join(" ");
}

const locationOf = (path: InputPath): InputLocation => ({
  path: path.toString(),
  ...(path.urn !== undefined && { urn: path.urn }),
});

function distinctReasons(reasons: readonly UndecidedReason[]): readonly UndecidedReason[] {
  if (reasons.length < 2) return reasons;
  const keyOf = ({ subject = "", urn = "", path }: UndecidedReason) => `${subject} ${urn} ${path}`;
  return [...new Map(reasons.map((reason) => [keyOf(reason), reason])).values()];
}
