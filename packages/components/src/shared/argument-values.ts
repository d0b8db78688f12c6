import * as pulumi from "@pulumi/pulumi";

/** A value that no argument accepts. */
export interface UnusableValue {
  /** The location of the value in the arguments: `domain.names[0]`. */
  readonly path: string;
  readonly value: unknown;
}

/** Whether an input is a plain value, which can be checked immediately, rather than an output or a promise. */
export function isPlainValue<T>(
  input: pulumi.Input<T>,
): input is T & Exclude<pulumi.Input<T>, Promise<T> | pulumi.OutputInstance<T>> {
  const isPromise = typeof input === "object" && input !== null && "then" in input;
  return !isPromise && !pulumi.Output.isInstance(input);
}

/** Whether a value is an object with properties that a program chose, rather than an array, an output, or a resource. */
export function isPropertyMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(value instanceof Date) && !pulumi.Resource.isInstance(value);
}

/** Whether a value is an object whose properties can be read now. In contrast to `isPropertyMap`, it can be a resource. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && isPlainValue<unknown>(value);
}

/**
 * Returns arguments without the values that no argument accepts: `null`, functions, symbols, and big integers, which values from
 * JavaScript and from JSON can contain. Arguments in `withFunctions` are left to their own checks, except `null`. An array with such an element is omitted as a whole, because its other elements would
 * move. Checks of individual arguments therefore need not expect these values.
 */
export function usableArguments<T extends object>(
  args: T,
  withFunctions: readonly (keyof T)[] = [],
): { readonly usable: T; readonly unusable: UnusableValue[] } {
  const unusable: UnusableValue[] = [];
  const kept: readonly unknown[] = withFunctions.map((name) => args[name]).filter((value) => value !== null);
  return { usable: usableValue(args, "", { unusable, kept }, new Set()) as T, unusable };
}

interface UsableContext {
  readonly unusable: UnusableValue[];
  /** The values that have checks of their own. */
  readonly kept: readonly unknown[];
}

function usableValue(value: unknown, path: string, context: UsableContext, ancestors: Set<unknown>): unknown {
  if (context.kept.includes(value)) return value;
  if (value === null || ["function", "symbol", "bigint"].includes(typeof value)) {
    context.unusable.push({ path, value });
    return undefined;
  }
  // An object that contains itself is left to the check of its argument.
  if (ancestors.has(value)) return value;
  const inside = new Set([...ancestors, value]);
  if (Array.isArray(value)) return usableArray(value, path, context, inside);
  if (!isPropertyMap(value)) return value;
  const entries = Object.entries(value).map(([name, property]) => {
    const copy = usableValue(property, path === "" ? name : `${path}.${name}`, context, inside);
    return { name, property, copy };
  });
  // Objects keep their identity if possible.
  if (entries.every(({ property, copy }) => property === copy || Number.isNaN(property))) return value;
  return Object.fromEntries(
    entries
      .filter(({ property, copy }) => property === copy || copy !== undefined)
      .map(({ name, copy }) => [name, copy]),
  );
}

function usableArray(elements: readonly unknown[], path: string, context: UsableContext, ancestors: Set<unknown>) {
  const before = context.unusable.length;
  elements.forEach((element, index) => {
    const elementPath = `${path}[${index}]`;
    if (element === undefined) context.unusable.push({ path: elementPath, value: element });
    else usableValue(element, elementPath, context, ancestors);
  });
  return context.unusable.length === before ? elements : undefined;
}
