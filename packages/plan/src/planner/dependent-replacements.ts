import { propertyMap, UNKNOWN, type Properties, type Urn } from "../model";
import { dependentsOf, type State, type StateResource } from "../state";
import type { ReplacementFacts } from "./replacement-facts";
import { inputChange, isReplacement } from "./resource-change";

/** A resource that has to be replaced because another one is deleted first. */
export interface DependentReplacement {
  readonly resource: StateResource;
  readonly keys: readonly string[];
}

/**
 * What has to be deleted before a resource can be: dependents that would be replaced themselves when what they refer
 * to is made anew, in the order of the state.
 *
 * @param settled resources already decided on in this run, which therefore cannot depend on it
 */
export function dependentReplacements(
  state: State,
  root: StateResource,
  facts: ReplacementFacts,
  settled: ReadonlySet<Urn>,
): readonly DependentReplacement[] {
  const replaced = new Set([root.urn]);
  const found: DependentReplacement[] = [];
  for (const resource of dependentsOf(state, root, settled)) {
    const keys = replacementKeys(resource, replaced, facts);
    if (keys === undefined) continue;
    replaced.add(resource.urn);
    found.push({ resource, keys });
  }
  const bound = state.resources.filter(({ urn, options: { replaceWith = [], deletedWith } }) => {
    return !replaced.has(urn) && !settled.has(urn) && (replaceWith.includes(root.urn) || deletedWith === root.urn);
  });
  return [...found, ...bound.map((resource) => ({ resource, keys: [] }))];
}

/** The properties that would force a dependent's replacement, none if it is for another reason; undefined if it stays. */
function replacementKeys(
  resource: StateResource,
  replaced: ReadonlySet<Urn>,
  facts: ReplacementFacts,
): readonly string[] | undefined {
  const { type, custom, external, provider, inputs, options } = resource;
  if (!custom || external === true) return undefined;
  if (provider !== undefined && replaced.has(provider)) return [];
  if (options.deletedWith !== undefined && replaced.has(options.deletedWith)) return [];
  const uncertain = withUnknowns(resource, replaced);
  const { replaceOnChanges = [] } = options;
  const change = inputChange({ type, replaceOnChanges }, inputs, uncertain, facts);
  return isReplacement(change) ? change.replaceKeys : undefined;
}

/** The inputs, with those unknown that refer to what is replaced. */
function withUnknowns({ inputs, propertyDependencies }: StateResource, replaced: ReadonlySet<Urn>): Properties {
  const refers = (name: string) =>
    Object.hasOwn(propertyDependencies, name) && propertyDependencies[name]?.some((urn) => replaced.has(urn)) === true;
  return propertyMap(Object.entries(inputs).map(([name, value]) => [name, refers(name) ? UNKNOWN : value]));
}
