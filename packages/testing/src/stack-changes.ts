import { isDeepStrictEqual } from "node:util";
import { containsUnknown, type Resource, type Urn } from "@roadbed/plan";
import { referencedUrns, requireSucceeded, type StackPlan } from "./stack-plan";

/** The differences between two stacks. */
export interface StackChanges {
  /** The resources that only the second stack contains. */
  readonly created: readonly Resource[];
  /** The resources that only the first stack contains. */
  readonly deleted: readonly Resource[];
  /**
   * The resources in both stacks whose inputs differ, with the names of these inputs. Two unknown values are equal if
   * they depend on the same resources.
   */
  readonly changed: readonly { readonly resource: Resource; readonly properties: readonly string[] }[];
}

/** Returns the differences between the resources of two stacks. Resources are matched by URN and by alias. */
export function comparePlans(before: StackPlan, after: StackPlan): StackChanges {
  const unmatched = new Map(before.resources.map((resource) => [resource.urn, resource]));
  // The former URN of a dependency is always in the map, because programs register a resource before its dependents.
  const formerUrns = new Map<Urn, Urn>();
  const created: Resource[] = [];
  const changed: { resource: Resource; properties: string[] }[] = [];
  for (const resource of after.resources) {
    const urn = [resource.urn, ...(resource.options.aliases ?? [])].find((candidate) => unmatched.has(candidate));
    const previous = urn === undefined ? undefined : unmatched.get(urn);
    if (urn === undefined || previous === undefined) {
      created.push(resource);
      continue;
    }
    unmatched.delete(urn);
    formerUrns.set(resource.urn, urn);
    const properties = changedProperties(previous, resource, formerUrns);
    if (properties.length > 0) changed.push({ resource, properties });
  }
  return { created, deleted: [...unmatched.values()], changed };
}

function changedProperties(before: Resource, after: Resource, formerUrns: ReadonlyMap<Urn, Urn>): string[] {
  const names = new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)]);
  const sources = (resource: Resource, name: string) =>
    referencedUrns(resource, name)
      .map((urn) => formerUrns.get(urn) ?? urn)
      .sort();
  return [...names].filter((name) => {
    const value = before.inputs[name];
    if (!isDeepStrictEqual(value, after.inputs[name])) return true;
    // Known values are compared without their sources. Unknown values are equal only if their sources are equal.
    return containsUnknown(value ?? null) && !isDeepStrictEqual(sources(before, name), sources(after, name));
  });
}

/** The resources that `expectOnlyCreates` compares. */
export interface OnlyCreatesOptions {
  /**
   * The resource types to compare.
   *
   * @default all types except those of components, because their children are compared. The arguments of a remote
   * component are compared, because its children are not visible.
   */
  readonly types?: readonly string[];
}

/**
 * Asserts that a change from one stack to another only creates resources, and does not change or delete resources.
 *
 * @throws Error that lists the deleted resources and the changed properties. If a program failed, the error contains
 * the program's error.
 */
export function expectOnlyCreates(before: StackPlan, after: StackPlan, { types }: OnlyCreatesOptions = {}): void {
  for (const { plan } of [before, after]) requireSucceeded(plan);
  const { deleted, changed } = comparePlans(before, after);
  const isCompared = ({ type, custom, remote }: Resource) =>
    types === undefined ? custom || remote === true : types.includes(type);
  const label = ({ type, name }: Resource) => `${type} ${name}`;
  const lines = [
    ...deleted.filter(isCompared).map((resource) => `  deleted: ${label(resource)}`),
    ...changed
      .filter(({ resource }) => isCompared(resource))
      .map(({ resource, properties }) => `  changed: ${label(resource)}: ${properties.join(", ")}`),
  ];
  if (lines.length > 0) throw new Error(`Expected only creates, got:\n${lines.join("\n")}`);
}
