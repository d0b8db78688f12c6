import { isList, isProperties, propertyMap, type Properties, type Resource, type Value } from "@roadbed/plan";

/** The keys of a path. */
export type Steps = readonly (string | number)[];

/** A location in the inputs of one resource of an example. */
export interface ValueLocation {
  /** The index of the resource. */
  readonly resource: number;
  readonly steps: Steps;
}

/** Returns the location of every value in the inputs, containers first. */
export function locationsIn(resources: readonly Resource[]): readonly ValueLocation[] {
  return resources.flatMap(({ inputs }, resource) =>
    stepsWithin(inputs).map((steps): ValueLocation => ({ resource, steps })),
  );
}

function stepsWithin(value: Value): readonly Steps[] {
  const children: readonly (readonly [string | number, Value])[] = isList(value)
    ? value.map((element, index) => [index, element] as const)
    : isProperties(value)
      ? Object.entries(value)
      : [];
  return children.flatMap(([key, child]) => [[key], ...stepsWithin(child).map((steps) => [key, ...steps])]);
}

/** Returns the value at a path, or undefined. */
export function valueAt(value: Value | undefined, [step, ...rest]: Steps): Value | undefined {
  if (step === undefined) return value;
  if (typeof step === "number") return isList(value) ? valueAt(value[step], rest) : undefined;
  return isProperties(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined;
}

/**
 * Returns a copy with another value at a path, or without the value if the replacement is undefined. Returns undefined if
 * no value can be set at the path, for example inside a string that contains a document.
 */
export function withValueAt(value: Value, [step, ...rest]: Steps, replacement: Value | undefined): Value | undefined {
  if (step === undefined) return replacement;
  if (typeof step === "number") {
    if (!isList(value) || step >= value.length) return undefined;
    const element = withValueAt(value[step] as Value, rest, replacement);
    if (element === undefined) return rest.length > 0 ? undefined : value.toSpliced(step, 1);
    return value.with(step, element);
  }
  if (!isProperties(value)) return undefined;
  const member = rest.length === 0 ? replacement : withValueAt(value[step] ?? null, rest, replacement);
  if (rest.length > 0 && member === undefined) return undefined;
  const otherMembers = Object.entries(value).filter(([name]) => name !== step);
  return propertyMap(member === undefined ? otherMembers : [...otherMembers, [step, member]]);
}

/** Returns the resources with another value at a location, or undefined if no value can be set at the location. */
export function withEdit(
  resources: readonly Resource[],
  { resource, steps }: ValueLocation,
  replacement: Value | undefined,
): readonly Resource[] | undefined {
  const from = resources[resource];
  const inputs = from && withValueAt(from.inputs, steps, replacement);
  if (from === undefined || inputs === undefined) return undefined;
  // Removes the property's dependencies, because the replacement does not come from another resource.
  const dependencies = Object.entries(from.propertyDependencies).filter(([property]) => property !== steps[0]);
  const changed = { inputs: inputs as Properties, propertyDependencies: Object.fromEntries(dependencies) };
  return resources.with(resource, { ...from, ...changed });
}

/** Returns the resources with an additional element in the array at a location. */
export function withInsertion(
  resources: readonly Resource[],
  location: ValueLocation,
  index: number,
  element: Value,
): readonly Resource[] | undefined {
  const list = valueAt(resources[location.resource]?.inputs, location.steps);
  return isList(list) ? withEdit(resources, location, list.toSpliced(index, 0, element)) : undefined;
}

/** Returns a type and a path with wildcards in place of array indexes, for comparing examples. */
export const patternOf = (type: string, steps: Steps): string =>
  JSON.stringify([type, ...steps.map((step) => (typeof step === "number" ? "*" : step))]);
