import { isUnknown, type Properties } from "../model";
import { propertyNames, valueAtPath } from "./path";
import { findTypeFacts, type TypeFacts } from "./type-facts";

/** Whether a change forces the replacement of a resource. */
export type ReplacementEffect = "replaces" | "may replace" | "no";

/**
 * Predicts whether a change of inputs forces the replacement of a resource.
 *
 * @remarks
 * Full paths result in a more precise prediction: for `ebsBlockDevices`, where only some nested properties force
 * replacement, the result is "may replace". For `ebsBlockDevices[0].volumeSize` it is "replaces". For an unknown input or
 * type, the result is "may replace".
 *
 * @param changed - names or paths of the inputs that differ, in Pulumi's notation. If there are none, the result is "no".
 */
export function predictReplacement(type: string, changed: Iterable<string>): ReplacementEffect {
  const facts = findTypeFacts(type);
  let worst: ReplacementEffect = "no";
  for (const path of changed) {
    const effect = facts === undefined ? "may replace" : replacementBy(facts, propertyNames(path));
    if (effect === "replaces") return effect;
    if (effect === "may replace") worst = effect;
  }
  return worst;
}

/**
 * Whether the provider deletes the old resource before it creates the new one.
 *
 * @param inputs - the inputs in the program, without provider defaults
 * @param old - the inputs of the replaced resource, if known
 */
export function deletesBeforeReplace(type: string, inputs: Properties, old?: Properties): boolean {
  const facts = findTypeFacts(type);
  if (facts === undefined) return false;
  if (facts.deleteBeforeReplace) return true;
  if (facts.named === undefined) return false;
  const name = valueAtPath(inputs, facts.named) ?? null;
  if (name === null) return false;
  // A Kubernetes object with a new name or namespace does not conflict with the old one. The AWS provider does not check this.
  return !(facts.type.startsWith("kubernetes:") && old !== undefined && hasNewIdentity(old, inputs));
}

/** Whether the name or namespace of a Kubernetes object differs. */
function hasNewIdentity(old: Properties, inputs: Properties): boolean {
  return Object.entries({ "metadata.name": null, "metadata.namespace": "default" }).some(([path, defaultValue]) => {
    const [before, now] = [valueAtPath(old, path) ?? defaultValue, valueAtPath(inputs, path) ?? defaultValue];
    return !isUnknown(before) && !isUnknown(now) && before !== now;
  });
}

function replacementBy({ replaces, mayReplace, updates }: TypeFacts, names: readonly string[]): ReplacementEffect {
  const changed = names.map((name) => `${name}.`).join("");
  const containsChange = (path: string) => changed.startsWith(`${path}.`);
  const isWithinChange = (path: string) => path.length >= changed.length && path.startsWith(changed);
  if (replaces.some(containsChange)) return "replaces";
  if (mayReplace.some(containsChange) || replaces.some(isWithinChange) || mayReplace.some(isWithinChange))
    return "may replace";
  const [top = ""] = names;
  const isTop = (path: string) => path.startsWith(`${top}.`);
  const isKnown = updates.includes(top) || updates.includes("*") || replaces.some(isTop) || mayReplace.some(isTop);
  return isKnown ? "no" : "may replace";
}
