import { isUnknown, type Properties } from "../model";
import { propertyNames, valueAtPath } from "./path";
import { findTypeFacts, type TypeFacts } from "./type-facts";

/** What a change does to a resource. */
export type ReplacementEffect = "replaces" | "may replace" | "no";

/**
 * Whether a change of these inputs replaces a resource of this type.
 *
 * The answer is as precise as the question: a top-level name (`ebsBlockDevices`) of which only a part forces a replacement
 * gives "may replace", a whole path (`ebsBlockDevices[0].volumeSize`) the exact answer. Of an input or a type that nothing
 * is known of, the answer is "may replace", never "no".
 *
 * @param changed Names or paths of the inputs that differ, as Pulumi writes them; none gives "no".
 */
export function predictReplacement(type: string, changed: Iterable<string>): ReplacementEffect {
  const facts = findTypeFacts(type);
  let worst: ReplacementEffect = "no";
  for (const path of changed) {
    const answer = facts === undefined ? "may replace" : replacementBy(facts, propertyNames(path));
    if (answer === "replaces") return answer;
    if (answer === "may replace") worst = answer;
  }
  return worst;
}

/**
 * Whether the provider deletes the old resource before it makes the new one when it replaces it.
 *
 * @param inputs What the program gives, without what a provider fills in.
 * @param old The inputs of the resource that is replaced, if they are known.
 */
export function deletesBeforeReplace(type: string, inputs: Properties, old?: Properties): boolean {
  const facts = findTypeFacts(type);
  if (facts === undefined) return false;
  if (facts.deleteBeforeReplace) return true;
  if (facts.named === undefined) return false;
  const name = valueAtPath(inputs, facts.named) ?? null;
  if (name === null) return false;
  // An object that moves to another name or namespace does not stand in its own way; the AWS provider does not look.
  return !(facts.type.startsWith("kubernetes:") && old !== undefined && movesAway(old, inputs));
}

/** Whether a Kubernetes object goes by another name, or lives in another namespace, than before. */
function movesAway(old: Properties, inputs: Properties): boolean {
  return Object.entries({ "metadata.name": null, "metadata.namespace": "default" }).some(([path, otherwise]) => {
    const [before, now] = [valueAtPath(old, path) ?? otherwise, valueAtPath(inputs, path) ?? otherwise];
    return !isUnknown(before) && !isUnknown(now) && before !== now;
  });
}

function replacementBy({ replaces, mayReplace, updates }: TypeFacts, names: readonly string[]): ReplacementEffect {
  const changed = names.map((name) => `${name}.`).join("");
  const isWithin = (path: string) => changed.startsWith(`${path}.`);
  const isAround = (path: string) => path.length >= changed.length && path.startsWith(changed);
  if (replaces.some(isWithin)) return "replaces";
  if (mayReplace.some(isWithin) || replaces.some(isAround) || mayReplace.some(isAround)) return "may replace";
  const [top = ""] = names;
  const isTop = (path: string) => path.startsWith(`${top}.`);
  const isKnown = updates.includes(top) || updates.includes("*") || replaces.some(isTop) || mayReplace.some(isTop);
  return isKnown ? "no" : "may replace";
}
