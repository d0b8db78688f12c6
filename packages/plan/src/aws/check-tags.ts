import { mergedTagsPlace } from "../facts";
import { isProperties, isUnknown, propertyMap, unwrapSecret, type Properties, type Value } from "../model";
import { mergeTags } from "./merge-tags";
import { majorVersion } from "./provider-version";

/**
 * Where the AWS provider puts the merged tags of a resource: in the input `tagsAll`, in the inputs `tagsAll` and `tags`,
 * or only in the output `tagsAll`.
 */
export type MergedTagsTarget = "tagsAll" | "tags" | "output";

/**
 * Returns where a provider puts the merged tags of a resource.
 *
 * @remarks
 * Versions before 6 leave the merging to the plan of the Terraform provider. Version 6 replaces the tags of every type.
 * Since version 7, the inputs contain both the resource's own tags and the merged tags, but only for some types.
 *
 * @returns undefined if default tags do not apply to the type
 */
export function mergedTagsTarget(type: string, provider: Properties): MergedTagsTarget | undefined {
  const place = mergedTagsPlace(type);
  if (place === undefined) return undefined;
  const version = majorVersion(provider);
  if (version === 6) return "tags";
  return version < 6 || place === "output" ? "output" : "tagsAll";
}

/** Returns the inputs with the merged tags that the provider's `Check` adds. */
export function checkTags(type: string, inputs: Properties, provider: Properties): Properties {
  const target = mergedTagsTarget(type, provider);
  if (target === undefined || target === "output") return inputs;
  const merged = mergeTags(inputs.tags, provider);
  if (target === "tagsAll") return withTags(inputs, { tagsAll: merged });
  return withTags(inputs, isEmpty(merged) ? {} : { tags: merged, tagsAll: merged });
}

/** Returns the inputs without the merged tags that the provider's `Check` adds again. */
export function withoutCheckedTags(type: string, inputs: Properties, provider: Properties | undefined): Properties {
  const target = provider && mergedTagsTarget(type, provider);
  return target === "tags" || target === "tagsAll" ? without(inputs, ["tagsAll"]) : inputs;
}

/** Returns the outputs with the merged tags of a resource that is created or updated. */
export function planTags(type: string, inputs: Properties, outputs: Properties, provider: Properties): Properties {
  if (mergedTagsTarget(type, provider) !== "output") return outputs;
  return propertyMap([...Object.entries(outputs), ["tagsAll", mergeTags(inputs.tags, provider)]]);
}

const isEmpty = (tags: Value) => {
  const content = unwrapSecret(tags);
  return !isUnknown(content) && isProperties(content) && Object.keys(content).length === 0;
};

/** Replaces the tags of a resource. */
function withTags(inputs: Properties, tags: Readonly<Record<string, Value>>): Properties {
  const names = tags.tagsAll !== undefined && tags.tags === undefined ? ["tagsAll"] : ["tags", "tagsAll"];
  return propertyMap([...Object.entries(without(inputs, names)), ...Object.entries(tags)]);
}

const without = (inputs: Properties, names: readonly string[]) =>
  propertyMap(Object.entries(inputs).filter(([name]) => !names.includes(name)));
