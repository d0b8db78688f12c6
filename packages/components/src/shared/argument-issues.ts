import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import { inspect } from "node:util";

/** What is wrong with a value, in two halves of one sentence: `"a*b*c*" has 3 wildcards, ECR allows 2; <remedy>`. */
export interface Fault {
  /** What does not hold, and the limit: a clause that follows the value. */
  readonly limit: string;
  /** What to write instead: an imperative clause. */
  readonly remedy: string;
  /** How the value is written in front of `limit`, where its JSON would not do; "" leaves it out. */
  readonly shown?: string;
}

/** Judges one value; undefined when nothing is wrong with it. Must bear any value, whatever its type says. */
export type Check<T> = (value: T) => Fault | undefined;

/** One wrong argument of a component. */
export interface Problem {
  /** Where, as written in the program: `lifecycle[0].keepLast`. */
  readonly path: string;
  /** The whole sentence, the path included. */
  readonly text: string;
}

/**
 * The arguments of a component are wrong. Pulumi prints its message without a stack trace, as it does for every RunError.
 *
 * The message is one line for one problem, and one line each below a heading for several.
 */
export class ArgumentsError extends pulumi.RunError {
  /** The component's class, or the function, whose arguments they are. */
  readonly component: string;
  /** The name that the program gave to the component; undefined for a function. */
  readonly resourceName: string | undefined;
  readonly problems: readonly Problem[];

  constructor(component: string, resourceName: string | undefined, problems: readonly Problem[]) {
    const subject = resourceName === undefined ? component : `${component} ${quote(resourceName)}`;
    const [only, ...others] = problems.map(({ text }) => text);
    super(
      others.length === 0
        ? `${subject}: ${only ?? "wrong arguments"}`
        : [`${subject} has ${problems.length} wrong arguments:`, ...problems.map(({ text }) => text)].join("\n  "),
    );
    this.name = "ArgumentsError";
    this.component = component;
    this.resourceName = resourceName;
    this.problems = problems;
  }
}

/** Collects what is wrong with a component's arguments, so that a user sees all of it at once. */
export class Problems {
  private readonly found: Problem[] = [];
  private readonly component: string;
  private readonly resourceName: string | undefined;

  /** `component` is the class name, `resourceName` the name the program gave to this instance, if it is one. */
  constructor(component: string, resourceName?: string) {
    this.component = component;
    this.resourceName = resourceName;
  }

  add(path: string, value: unknown, fault: Fault): void {
    this.found.push(problem(path, value, fault));
  }

  /** Judges a plain value. Returns whether it is right, for checks that build on it. */
  check<T>(path: string, value: T, check: Check<T>): boolean {
    const fault = check(value);
    if (fault !== undefined) this.add(path, value, fault);
    return fault === undefined;
  }

  /**
   * Judges an input: a plain value now, together with all others; an output inside `apply`, as soon as it is known, with
   * the same text. Pass the result to the resource, so that the resource waits for the verdict. A secret is not shown.
   */
  checkInput<T>(path: string, input: pulumi.Input<T>, check: Check<T>): pulumi.Input<T> {
    if (isPlain(input)) {
      this.check(path, input, check);
      return input;
    }
    const output = pulumi.output(input) as pulumi.Output<T>;
    return pulumi.all([output, pulumi.isSecret(output)]).apply(([value, isSecret]) => {
      const fault = check(value as T);
      if (fault === undefined) return value as T;
      const shown = isSecret ? "the secret value" : fault.shown;
      const judged = problem(path, value, shown === undefined ? fault : { ...fault, shown });
      throw new ArgumentsError(this.component, this.resourceName, [judged]);
    });
  }

  /** Judges an input as `checkInput` does, unless it was left out. */
  checkOptional<T>(path: string, input: pulumi.Input<T> | undefined, check: Check<T>): pulumi.Input<T> | undefined {
    return input === undefined ? undefined : this.checkInput(path, input, check);
  }

  /**
   * Judges the names of an object's members. The compiler finds most misspelt names; this finds those in JavaScript, in
   * values read from configuration, and in objects that were built before they were passed. The path "" is that of the
   * arguments as a whole; without them nothing else can be judged, so it throws.
   */
  checkNames(path: string, value: unknown, known: readonly string[]): boolean {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const fault = { limit: "is not an object", remedy: `write an object with any of ${listed(known)}` };
      this.add(path === "" ? "arguments" : path, value, fault);
      if (path === "") this.throwIfAny();
      return false;
    }
    const unknown = Object.keys(value).filter((name) => !known.includes(name));
    for (const name of unknown) {
      const fault = { shown: "", limit: "is not known here", remedy: suggestion(name, known) };
      this.add(path === "" ? name : `${path}.${name}`, undefined, fault);
    }
    return unknown.length === 0;
  }

  /** Throws an ArgumentsError if anything was found. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new ArgumentsError(this.component, this.resourceName, this.found);
  }
}

/** A whole number of at least `minimum`; `remedy` says what to write. */
export function wholeNumber(minimum: number, remedy: string): Check<unknown> {
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= minimum
      ? undefined
      : { limit: `is not a whole number of at least ${minimum}`, remedy };
}

/** One of the listed words. */
export function oneOf(words: readonly string[]): Check<unknown> {
  const listed = words.map(quote).join(" or ");
  return (value) =>
    typeof value === "string" && words.includes(value)
      ? undefined
      : { limit: `is not ${listed}`, remedy: typeof value === "string" ? suggestion(value, words) : `write ${listed}` };
}

/** Text that a pattern accepts; `what` completes "is not …". */
export function textLike(pattern: RegExp, what: string, remedy: string): Check<unknown> {
  return (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : { limit: `is not ${what}`, remedy };
}

/** A boolean, and not what merely converts to one. */
export const trueOrFalse: Check<unknown> = (value) =>
  typeof value === "boolean" ? undefined : { limit: "is not true or false", remedy: "write one of them" };

/** An object whose members the caller names, and not an output that may become one. */
export function objectLike(remedy: string): Check<unknown> {
  return (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value)
      ? undefined
      : { limit: "is not an object", remedy };
}

/** Whether an input is already a value, so that it can be judged now. */
export function isPlain<T>(
  input: pulumi.Input<T>,
): input is T & Exclude<pulumi.Input<T>, Promise<T> | pulumi.OutputInstance<T>> {
  const isPromise = typeof input === "object" && input !== null && "then" in input;
  return !isPromise && !pulumi.Output.isInstance(input);
}

function problem(path: string, value: unknown, { limit, remedy, shown = show(value) }: Fault): Problem {
  return { path, text: `${path}: ${shown === "" ? "" : `${shown} `}${limit}; ${remedy}` };
}

// Of more names than these a reader finds none.
const LISTED_NAMES = 16;

const listed = (names: readonly string[]): string =>
  names.length > LISTED_NAMES ? `${names.slice(0, 3).join(", ")} and so on` : names.join(", ");

function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "leave it out";
  const near = closest(name, known);
  // A third of the letters may differ: `scanOnPsuh` means `scanOnPush`, `colour` means none of them.
  if (distance(name, near) <= Math.ceil(near.length / 3)) return `did you mean ${near}?`;
  if (known.length > LISTED_NAMES) return `of the ${known.length} there are, ${near} is the nearest`;
  return `write ${known.length > 1 ? "one of " : ""}${known.join(", ")}`;
}

const quote = (text: string): string => JSON.stringify(text);

const SHOWN_CHARACTERS = 80;

function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return "a function";
  if (typeof value !== "string") return inspect(value);
  return quote(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
}
