import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, isPropertyMap, usableArguments } from "./argument-values";
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

export { isPlainValue } from "./argument-values";

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
    const subject = resourceName === undefined ? component : `${component} ${nameInMessage(resourceName)}`;
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
  /** The paths of values that no argument accepts. They were reported, so checks of the same arguments add nothing. */
  private readonly unusablePaths = new Set<string>();
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
    if (this.isReported(path)) return;
    this.issues.push(toIssue(path, value, detail));
  }

  /** Reports a value that no argument accepts. Later issues with the same value or with an object around it are omitted. */
  private addUnusable(path: string, value: unknown, detail: IssueDetail): void {
    this.add(path, value, detail);
    this.unusablePaths.add(path);
  }

  private isReported(path: string): boolean {
    const contains = (outer: string, inner: string) => inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
    return [...this.unusablePaths].some(
      (unusable) => unusable === path || contains(unusable, path) || contains(path, unusable),
    );
  }

  /**
   * Reports the values that no argument accepts, such as `null`, and a name that is not a string.
   *
   * @returns The arguments without these values, so that all other arguments can be checked.
   */
  checkValues<A extends object>(args: A, withFunctions: readonly (keyof A)[] = []): A {
    if (typeof this.resourceName !== "string" || this.resourceName === "") {
      this.addUnusable("name", this.resourceName, {
        code: this.resourceName === "" ? "invalid-format" : "wrong-type",
        statement: (got) => `expected the name of the component, got ${got}`,
        remedy: `Example: new ${this.component}("orders").`,
      });
    }
    const { usable, unusable } = usableArguments(args, withFunctions);
    for (const { path, value } of unusable) {
      this.addUnusable(path, value, {
        code: "wrong-type",
        statement: `expected a value, got ${describeValue(value)}`,
        remedy: remedyForUnusable(path, value),
      });
    }
    return usable;
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

  /**
   * Checks an input only if it is a plain value. For properties of objects that are passed on as they are, such as an existing
   * cluster.
   */
  checkIfPlain(path: string, input: unknown, check: Check<unknown>): void {
    if (isPlainValue<unknown>(input)) this.check(path, input, check);
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
    if (!isPropertyMap(value)) {
      this.add(path === "" ? "args" : path, value, {
        code: "wrong-type",
        statement: (got) => `expected an object, got ${got}`,
        remedy: isPlainValue<unknown>(value)
          ? `Allowed properties: ${joinNames(known)}.`
          : "Pass an object. Its properties determine which resources exist, so they must be known.",
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

  /** Whether no issue has been found so far. */
  get isEmpty(): boolean {
    return this.issues.length === 0;
  }

  /** @throws ArgumentsError if there are issues */
  throwIfAny(): void {
    if (this.issues.length > 0) throw new ArgumentsError(this.component, this.resourceName, this.issues);
  }
}

/** Returns a name for messages. In JavaScript, it can be any value, such as a big integer, which `quote` rejects. */
const nameInMessage = (name: unknown): string => (typeof name === "string" ? quote(name) : describeValue(name));

function remedyForUnusable(path: string, value: unknown): string {
  if (typeof value === "function") return "Call the function, and pass its result.";
  return path.endsWith("]") ? "Remove the element." : "Remove the property, or use undefined.";
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
