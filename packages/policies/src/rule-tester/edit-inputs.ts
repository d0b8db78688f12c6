import { isList, isProperties, propertyMap, type Properties, type Resource, type Value } from "@roadbed/plan";

export type Steps = readonly (string | number)[];

/** A place in the inputs of one of the resources of an example. */
export interface ValueLocation {
  readonly resource: number;
  readonly steps: Steps;
}

/** Every value that the resources hold, containers first. */
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

export function valueAt(value: Value | undefined, [step, ...rest]: Steps): Value | undefined {
  if (step === undefined) return value;
  if (typeof step === "number") return isList(value) ? valueAt(value[step], rest) : undefined;
  return isProperties(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined;
}

/**
 * The value with another one at a place, or without one if that is undefined. Where nothing can be set (inside a text
 * that is a document), undefined.
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
  const others = Object.entries(value).filter(([name]) => name !== step);
  return propertyMap(member === undefined ? others : [...others, [step, member]]);
}

/** The resources with another value at a place, or undefined if nothing can be set there. */
export function withEdit(
  resources: readonly Resource[],
  { resource, steps }: ValueLocation,
  replacement: Value | undefined,
): readonly Resource[] | undefined {
  const from = resources[resource];
  const inputs = from && withValueAt(from.inputs, steps, replacement);
  if (from === undefined || inputs === undefined) return undefined;
  // What is put there comes from no other resource.
  const dependencies = Object.entries(from.propertyDependencies).filter(([property]) => property !== steps[0]);
  const changed = { inputs: inputs as Properties, propertyDependencies: Object.fromEntries(dependencies) };
  return resources.with(resource, { ...from, ...changed });
}

/** The resources with one element more in the list at a place. */
export function withInsertion(
  resources: readonly Resource[],
  spot: ValueLocation,
  index: number,
  element: Value,
): readonly Resource[] | undefined {
  const list = valueAt(resources[spot.resource]?.inputs, spot.steps);
  return isList(list) ? withEdit(resources, spot, list.toSpliced(index, 0, element)) : undefined;
}

/** A place with its positions in lists left open, for comparing examples with each other. */
export const patternOf = (type: string, steps: Steps): string =>
  JSON.stringify([type, ...steps.map((step) => (typeof step === "number" ? "*" : step))]);
