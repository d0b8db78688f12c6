import { isUnknown, type Properties } from "../model";
import { propertyNames, valueAtPath } from "./path";
import { conditionEffect, type InputVersions } from "./replacement-conditions";
import type { ReplacementEffect } from "./replacement-effect";
import { findTypeFacts, type TypeFacts } from "./type-facts";

/**
 * Predicts whether a change of inputs forces the replacement of a resource.
 *
 * @remarks
 * Full paths result in a more precise prediction: for `ebsBlockDevices`, where only some nested properties force
 * replacement, the result is "possible". For `ebsBlockDevices[0].volumeSize` it is "always". For an unknown input or
 * type, the result is "possible".
 *
 * @param changed - the names or paths of the inputs that differ, in Pulumi's notation. If there are no such inputs, the
 * result is "never".
 * @param versions - the inputs before and after the change, which decide the conditions of `mayReplaceProperties`.
 * Without them, the effect of such a property is "possible".
 */
export function predictReplacement(
  type: string,
  changed: Iterable<string>,
  versions?: InputVersions,
): ReplacementEffect {
  const facts = findTypeFacts(type);
  let worst: ReplacementEffect = "never";
  for (const path of changed) {
    const effect = facts === undefined ? "possible" : replacementBy(facts, propertyNames(path), versions);
    if (effect === "always") return effect;
    if (effect === "possible") worst = effect;
  }
  return worst;
}

/**
 * Whether the provider deletes the old resource before it creates the new one.
 *
 * @param inputs - the inputs in the program, without provider defaults
 * @param old - the replaced resource's inputs, if known
 */
export function deletesBeforeReplace(type: string, inputs: Properties, old?: Properties): boolean {
  const facts = findTypeFacts(type);
  if (facts === undefined) return false;
  if (facts.deleteBeforeReplace) return true;
  if (facts.nameProperty === undefined) return false;
  const name = valueAtPath(inputs, facts.nameProperty) ?? null;
  if (name === null) return false;
  if (!facts.type.startsWith("kubernetes:")) return true;
  // A Kubernetes object with a new name or namespace does not conflict with the old object, so the Kubernetes provider
  // creates it first. It does so too if the name or namespace is unknown. The AWS provider makes no such distinction.
  return !isUnknown(name) && (old === undefined || hasSameIdentity(old, inputs));
}

/** Whether a Kubernetes object keeps its name and namespace. */
function hasSameIdentity(old: Properties, inputs: Properties): boolean {
  return Object.entries({ "metadata.name": null, "metadata.namespace": "default" }).every(
    ([path, defaultValue]) => (valueAtPath(old, path) ?? defaultValue) === (valueAtPath(inputs, path) ?? defaultValue),
  );
}

function replacementBy(
  { replaceProperties, mayReplaceProperties, updateProperties, replacementConditions }: TypeFacts,
  names: readonly string[],
  versions: InputVersions | undefined,
): ReplacementEffect {
  const changed = names.map((name) => `${name}.`).join("");
  const containsChange = (path: string) => changed.startsWith(`${path}.`);
  const isWithinChange = (path: string) => path.length >= changed.length && path.startsWith(changed);
  if (replaceProperties.some(containsChange)) return "always";
  const conditional = mayReplaceProperties.filter((path) => containsChange(path) || isWithinChange(path));
  const effects = conditional.map((path) => {
    const condition = Object.hasOwn(replacementConditions, path) ? replacementConditions[path] : undefined;
    return versions === undefined || condition === undefined ? "possible" : conditionEffect(path, condition, versions);
  });
  if (effects.includes("always")) return "always";
  if (effects.includes("possible") || replaceProperties.some(isWithinChange)) return "possible";
  const [top = ""] = names;
  const isTop = (path: string) => path.startsWith(`${top}.`);
  const isKnown =
    effects.length > 0 ||
    updateProperties.includes(top) ||
    updateProperties.includes("*") ||
    replaceProperties.some(isTop) ||
    mayReplaceProperties.some(isTop);
  return isKnown ? "never" : "possible";
}
