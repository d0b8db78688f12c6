import * as pulumi from "@pulumi/pulumi";
import { markSameValue } from "./same-value";
import { describeValue, joinNames, quote, suggestName } from "./wording";

/**
 * The kind of an argument issue. Codes are stable; messages may change in any release.
 *
 * - `unknown-argument`: the component has no argument, child, or slot of this name.
 * - `missing`: a required value is not set.
 * - `wrong-type`: the value has the wrong type, such as a string instead of an array.
 * - `invalid-format`: the string does not have the required format, such as the format of an ARN.
 * - `not-allowed`: the value is well-formed, but is not one of the allowed values.
 * - `out-of-range`: a number, a length, or a size is outside its limits.
 * - `duplicate`: the value occurs twice where each value may occur once.
 * - `conflict`: the value contradicts another argument, or has no effect because of another argument.
 */
export type ArgumentIssueCode =
  | "unknown-argument"
  | "missing"
  | "wrong-type"
  | "invalid-format"
  | "not-allowed"
  | "out-of-range"
  | "duplicate"
  | "conflict";

/** An issue with a component's arguments. */
export interface ArgumentIssue {
  /** The kind of issue. */
  readonly code: ArgumentIssueCode;
  /** The location of the value in the arguments, as written in the program: `lifecycleRules[0].keepLast`. */
  readonly path: string;
  /** What is wrong and how to correct it, without the path. */
  readonly message: string;
}

/** An issue with a value, without the value's path. */
export interface IssueDetail {
  /** The kind of issue. */
  readonly code: ArgumentIssueCode;
  /** What is wrong, without a final period. A function receives a description of the value. */
  readonly statement: string | ((got: string) => string);
  /** How to correct the value, as a sentence. The remedy may quote the value, so it is omitted for secrets. */
  readonly remedy?: string;
}

/** Returns what is wrong with a value, or `undefined`. A check must accept values of any type without throwing. */
export type Check<T> = (value: T) => IssueDetail | undefined;

/**
 * Thrown by a component when its arguments are invalid. The error contains every issue, not only the first.
 *
 * @remarks
 * The error is a `RunError`, so Pulumi prints the message without a stack trace.
 */
export class ArgumentsError extends pulumi.RunError {
  /** The class of the component, or the function, that received the arguments. */
  readonly component: string;
  /** The name of the component in the program; `undefined` for a function. */
  readonly resourceName: string | undefined;
  /** The issues in the order in which the arguments were checked. */
  readonly issues: readonly ArgumentIssue[];

  constructor(component: string, resourceName: string | undefined, issues: readonly ArgumentIssue[]) {
    const subject = resourceName === undefined ? component : `${component} ${quote(resourceName)}`;
    const lines = issues.map(({ path, message }) => `${path}: ${message}`);
    super(
      lines.length === 1
        ? `${subject}: ${lines.join("")}`
        : [`${subject} has ${issues.length} invalid arguments:`, ...lines].join("\n  "),
    );
    this.name = "ArgumentsError";
    this.component = component;
    this.resourceName = resourceName;
    this.issues = issues;
  }
}

/** Collects the issues of a component's arguments, so that one error reports all of them. */
export class ArgumentIssues {
  private readonly issues: ArgumentIssue[] = [];
  private readonly component: string;
  private readonly resourceName: string | undefined;

  /**
   * @param component - the class of the component, or the function, that received the arguments
   * @param resourceName - the name of the component in the program; omitted for a function
   */
  constructor(component: string, resourceName?: string) {
    this.component = component;
    this.resourceName = resourceName;
  }

  /** Adds an issue. The value appears in the message only if the statement is a function. */
  add(path: string, value: unknown, detail: IssueDetail): void {
    this.issues.push(toIssue(path, value, detail));
  }

  /** Checks a plain value. Returns whether it is valid. */
  check<T>(path: string, value: T, check: Check<T>): boolean {
    const detail = check(value);
    if (detail !== undefined) this.add(path, value, detail);
    return detail === undefined;
  }

  /**
   * Checks an input. A plain value is checked immediately, together with all other arguments. An output is checked as soon as
   * it resolves.
   *
   * @returns The input to pass to the resource. An invalid output fails with the same message as a plain value, except that
   * the message does not contain secret values.
   */
  checkInput<T>(path: string, input: pulumi.Input<T>, check: Check<T>): pulumi.Input<T> {
    if (isPlainValue(input)) {
      this.check(path, input, check);
      return input;
    }
    const output = pulumi.output(input) as pulumi.Output<T>;
    const checked = pulumi.all([output, pulumi.isSecret(output)]).apply(([value, isSecret]) => {
      const detail = check(value as T);
      if (detail === undefined) return value as T;
      throw new ArgumentsError(this.component, this.resourceName, [toIssue(path, value, detail, isSecret)]);
    });
    return markSameValue(checked, input);
  }

  /** Checks an input as `checkInput` does, unless it is `undefined`. */
  checkOptionalInput<T>(
    path: string,
    input: pulumi.Input<T> | undefined,
    check: Check<T>,
  ): pulumi.Input<T> | undefined {
    return input === undefined ? undefined : this.checkInput(path, input, check);
  }

  /**
   * Checks that a value is an object with known property names only. The compiler finds most misspelled names. This
   * check also finds them in JavaScript, in values from configuration, and in objects built before they are passed.
   *
   * @param path - the location of the object; "" for the arguments themselves
   * @param noun - the noun for a property: "argument", "child", or "slot"
   * @returns Whether the object is valid.
   * @throws ArgumentsError if the arguments themselves are not an object, because no other argument can then be checked
   */
  checkNames(path: string, value: unknown, known: readonly string[], noun = "argument"): boolean {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      this.add(path === "" ? "args" : path, value, {
        code: "wrong-type",
        statement: (got) => `expected an object, got ${got}`,
        remedy: `Allowed properties: ${joinNames(known)}.`,
      });
      if (path === "") this.throwIfAny();
      return false;
    }
    const unknown = Object.keys(value).filter((name) => !known.includes(name));
    for (const name of unknown) {
      this.add(path === "" ? name : `${path}.${name}`, undefined, {
        code: "unknown-argument",
        statement: `unknown ${noun}`,
        remedy: suggestName(name, known),
      });
    }
    return unknown.length === 0;
  }

  /** @throws ArgumentsError if there are issues */
  throwIfAny(): void {
    if (this.issues.length > 0) throw new ArgumentsError(this.component, this.resourceName, this.issues);
  }
}

/** Whether an input is a plain value, which can be checked immediately, rather than an output or a promise. */
export function isPlainValue<T>(
  input: pulumi.Input<T>,
): input is T & Exclude<pulumi.Input<T>, Promise<T> | pulumi.OutputInstance<T>> {
  const isPromise = typeof input === "object" && input !== null && "then" in input;
  return !isPromise && !pulumi.Output.isInstance(input);
}

function toIssue(path: string, value: unknown, { code, statement, remedy }: IssueDetail, isSecret = false) {
  const isMissing = value === undefined && typeof statement === "function";
  const clause =
    typeof statement === "string" ? statement : statement(isSecret ? "a secret value" : describeValue(value));
  return {
    code: isMissing ? "missing" : code,
    path,
    message: remedy === undefined || isSecret ? clause : `${clause}. ${remedy}`,
  } as const;
}
