import { isDeepStrictEqual } from "node:util";
import { holdsUnknown, type Resource, type Urn } from "@roadbed/plan";
import { requireSucceeded, sourcesOf, type StackPlan } from "./stack-plan";

/** How one program's stack differs from another's. */
export interface Growth {
  readonly created: readonly Resource[];
  readonly deleted: readonly Resource[];
  /** Resources of both, with the inputs that differ; what is unknown in both counts as the same if it comes from the same resources. */
  readonly changed: readonly { readonly resource: Resource; readonly properties: readonly string[] }[];
}

/** Compares two stacks resource by resource. A resource under a new URN is the same one if it has the old as an alias. */
export function compareStacks(before: StackPlan, after: StackPlan): Growth {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  // What a resource refers to is registered before it, so its former URN is known by then.
  const formerUrns = new Map<Urn, Urn>();
  const created: Resource[] = [];
  const changed: { resource: Resource; properties: string[] }[] = [];
  for (const resource of after.resources) {
    const urn = [resource.urn, ...(resource.options.aliases ?? [])].find((candidate) => old.has(candidate));
    const previous = urn === undefined ? undefined : old.get(urn);
    if (urn === undefined || previous === undefined) {
      created.push(resource);
      continue;
    }
    old.delete(urn);
    formerUrns.set(resource.urn, urn);
    const properties = differences(previous, resource, formerUrns);
    if (properties.length > 0) changed.push({ resource, properties });
  }
  return { created, deleted: [...old.values()], changed };
}

function differences(before: Resource, after: Resource, formerUrns: ReadonlyMap<Urn, Urn>): string[] {
  const names = new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)]);
  const sources = (resource: Resource, name: string) =>
    sourcesOf(resource, name)
      .map((urn) => formerUrns.get(urn) ?? urn)
      .sort();
  return [...names].filter((name) => {
    const value = before.inputs[name];
    if (!isDeepStrictEqual(value, after.inputs[name])) return true;
    // A known value is the same wherever it comes from.
    return holdsUnknown(value ?? null) && !isDeepStrictEqual(sources(before, name), sources(after, name));
  });
}

/** What of two stacks is compared. */
export interface GrowthExpectation {
  /** Only resources of these types are looked at. @default all */
  readonly types?: readonly string[];
}

/**
 * Expects that nothing of the first stack is changed or gone in the second: growing only creates.
 * @throws Error that lists what is touched, with the properties that differ; also if either program failed
 */
export function expectOnlyCreates(before: StackPlan, after: StackPlan, { types }: GrowthExpectation = {}): void {
  for (const { plan } of [before, after]) requireSucceeded(plan);
  const { deleted, changed } = compareStacks(before, after);
  const counts = ({ type }: Resource) => types === undefined || types.includes(type);
  const label = ({ type, name }: Resource) => `${type} ${name}`;
  const touched = [
    ...deleted.filter(counts).map((resource) => `  deleted: ${label(resource)}`),
    ...changed
      .filter(({ resource }) => counts(resource))
      .map(({ resource, properties }) => `  changed: ${label(resource)}: ${properties.join(", ")}`),
  ];
  if (touched.length > 0) throw new Error(`Expected only creates, but:\n${touched.join("\n")}`);
}
