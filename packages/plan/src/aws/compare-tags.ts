import { mergedTagsPlace } from "../facts";
import { changedKeys, propertyMap, type Properties, type Value } from "../model";
import { mergeTags, settingsOf } from "./merge-tags";

/** Two versions of the inputs of a resource or of its provider. */
export interface TwoVersions<Inputs = Properties> {
  readonly before: Inputs;
  readonly now: Inputs;
}

/**
 * Returns the inputs with the merged tags that the AWS provider compares, even if `Check` does not add them.
 *
 * @remarks
 * The inputs in a state contain the merged tags or not, depending on the type and on the provider's version. If one
 * version of the merged tags is not known, neither result contains them.
 *
 * @param inputs - inputs without metadata of the provider
 * @param providers - the inputs of the provider. Undefined if they are not known.
 */
export function compareTags(
  type: string,
  inputs: TwoVersions,
  providers: TwoVersions<Properties | undefined>,
): TwoVersions {
  if (mergedTagsPlace(type) === undefined) return inputs;
  const { before, now } = inputs;
  const [old, current] = [mergedTags(before, providers.before), mergedTags(now, providers.now)];
  // Unknown values in a base have marks, which equal the marks of the same values but cannot be merged.
  const isDerivedAlike = before.tagsAll === undefined && !differs(sources(inputs, providers));
  if (old === undefined || current === undefined || isDerivedAlike) return { before: strip(before), now: strip(now) };
  return { before: withMerged(before, old), now: withMerged(now, current) };
}

/** Returns the merged tags in the inputs, or otherwise those that the provider would plan. */
function mergedTags(inputs: Properties, provider: Properties | undefined): Value | undefined {
  return inputs.tagsAll ?? (provider && mergeTags(inputs.tags, provider));
}

/** Returns the values from which the merged tags are derived. */
function sources(inputs: TwoVersions, providers: TwoVersions<Properties | undefined>): TwoVersions {
  const sourcesOf = ({ tags }: Properties, provider: Properties = propertyMap()) =>
    propertyMap([...Object.entries(settingsOf(provider)), ["tags", tags ?? propertyMap()]]);
  return { before: sourcesOf(inputs.before, providers.before), now: sourcesOf(inputs.now, providers.now) };
}

const differs = ({ before, now }: TwoVersions): boolean => changedKeys(before, now).length > 0;

const strip = (inputs: Properties): Properties =>
  propertyMap(Object.entries(inputs).filter(([name]) => name !== "tagsAll"));

const withMerged = (inputs: Properties, tagsAll: Value): Properties =>
  propertyMap([...Object.entries(inputs), ["tagsAll", tagsAll]]);
