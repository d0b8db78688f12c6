import type { Plan, ReplacementCause, Resource, Step } from "./plan";
import type { Urn } from "./urn";
import { containsUnknown } from "./value";

const REPLACEMENTS: ReadonlySet<Step["operation"]> = new Set(["replace", "create-replacement", "import-replacement"]);

/**
 * Returns the steps with the causes of replacements that follow from the replacement of another resource: a property that
 * depends on the other resource, and is unknown until it exists, or an option.
 */
export function withReplacementCauses({ steps, resources }: Pick<Plan, "steps" | "resources">): readonly Step[] {
  const replaced = new Set(steps.filter(({ operation }) => REPLACEMENTS.has(operation)).map(({ urn }) => urn));
  if (replaced.size < 2) return steps;
  const registered = new Map(resources.map((resource) => [resource.urn, resource]));
  return steps.map((step) => {
    const resource = registered.get(step.urn);
    if (!REPLACEMENTS.has(step.operation) || resource === undefined) return step;
    const causes = causesOf(step, resource, (urn) => urn !== step.urn && replaced.has(urn));
    return causes.length === 0 ? step : { ...step, replacedBecause: causes };
  });
}

function causesOf(
  { replaceKeys = [] }: Step,
  { inputs, propertyDependencies, options, provider }: Resource,
  isReplaced: (urn: Urn) => boolean,
): readonly ReplacementCause[] {
  const byProperty = replaceKeys.flatMap((property) => {
    const value = inputs[property];
    if (value === undefined || !containsUnknown(value)) return [];
    const sources = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
    return sources.filter(isReplaced).map((urn) => ({ urn, property }));
  });
  const { replaceWith = [], deletedWith } = options;
  const byOption = [
    ...replaceWith.map((urn) => ["replaceWith", urn] as const),
    ...(deletedWith === undefined ? [] : [["deletedWith", deletedWith] as const]),
    ...(provider === undefined ? [] : [["provider", provider] as const]),
  ].flatMap(([option, urn]) => (isReplaced(urn) ? [{ urn, option }] : []));
  return [...byProperty, ...byOption];
}
