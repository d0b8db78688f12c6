import { propertyMap, UNKNOWN, type Properties, type Urn } from "../model";
import { dependentsOf, type State, type StateResource } from "../state";
import type { ComparedInputs } from "./compare-inputs";
import type { ReplacementFacts } from "./replacement-facts";
import { inputChange, isReplacement } from "./resource-change";

/** A resource that must be replaced because a resource on which it depends is deleted first. */
export interface DependentReplacement {
  readonly resource: StateResource;
  readonly keys: readonly string[];
}

/** How the dependents of a resource are compared. */
export interface DependentComparison {
  readonly facts: ReplacementFacts;
  /** Returns the inputs of a dependent for comparison. */
  readonly compare: (dependent: StateResource, inputs: Properties) => ComparedInputs;
}

/**
 * Returns the dependents that must be deleted before a resource can be deleted, because recreating the resource also
 * replaces its dependents. The array has the order of the state.
 *
 * @param processed - the resources that this run has already processed. The result does not contain them.
 */
export function dependentReplacements(
  state: State,
  root: StateResource,
  comparison: DependentComparison,
  processed: ReadonlySet<Urn>,
): readonly DependentReplacement[] {
  const replaced = new Set([root.urn]);
  const found: DependentReplacement[] = [];
  for (const resource of dependentsOf(state, root, processed)) {
    const keys = replacementKeys(resource, replaced, comparison);
    if (keys === undefined) continue;
    replaced.add(resource.urn);
    found.push({ resource, keys });
  }
  const bound = state.resources.filter(({ urn, options: { replaceWith = [], deletedWith } }) => {
    return !replaced.has(urn) && !processed.has(urn) && (replaceWith.includes(root.urn) || deletedWith === root.urn);
  });
  return [...found, ...bound.map((resource) => ({ resource, keys: [] }))];
}

/**
 * Returns the properties that force a dependent's replacement. The array is empty if an option forces the replacement.
 * Returns undefined if the dependent is not replaced.
 */
function replacementKeys(
  resource: StateResource,
  replaced: ReadonlySet<Urn>,
  { facts, compare }: DependentComparison,
): readonly string[] | undefined {
  const { type, custom, external, provider, options } = resource;
  if (!custom || external === true) return undefined;
  if (provider !== undefined && replaced.has(provider)) return [];
  if (options.deletedWith !== undefined && replaced.has(options.deletedWith)) return [];
  const uncertain = withUnknowns(resource, replaced);
  const { replaceOnChanges = [] } = options;
  const change = inputChange({ type, replaceOnChanges }, compare(resource, uncertain), facts);
  return isReplacement(change) ? change.replaceKeys : undefined;
}

/** Returns the inputs with unknown values for the inputs that depend on a replaced resource. */
function withUnknowns({ inputs, propertyDependencies }: StateResource, replaced: ReadonlySet<Urn>): Properties {
  const refers = (name: string) =>
    Object.hasOwn(propertyDependencies, name) && propertyDependencies[name]?.some((urn) => replaced.has(urn)) === true;
  return propertyMap(Object.entries(inputs).map(([name, value]) => [name, refers(name) ? UNKNOWN : value]));
}
