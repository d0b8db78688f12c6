import {
  containsSecret,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  makeSecret,
  propertyMap,
  UNKNOWN,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";
import { providerSetting } from "./provider-setting";

/**
 * Returns a resource's tags together with the default tags of its provider, without the tags that the provider ignores.
 * A tag of the resource replaces the default tag with the same key.
 *
 * @remarks
 * If the keys are not known, the result is unknown. If only values are unknown, the other tags remain known. The provider
 * itself merges secret tags into plain ones. Here, the merged tags remain secret.
 *
 * @param tags - the tags in the resource's inputs
 * @param provider - the provider's inputs
 */
export function mergeTags(tags: Value | undefined, provider: Properties): Value {
  const merged = mergeKnown(unwrapSecret(tags ?? null), provider);
  const isConcealed = (tags !== undefined && isSecret(tags)) || containsSecret(settingsOf(provider));
  return isConcealed ? makeSecret(merged) : merged;
}

/** Returns the settings of a provider on which the merged tags depend. */
export function settingsOf({ defaultTags, ignoreTags }: Properties): Properties {
  return propertyMap([
    ...(defaultTags === undefined ? [] : [["defaultTags", defaultTags] as const]),
    ...(ignoreTags === undefined ? [] : [["ignoreTags", ignoreTags] as const]),
  ]);
}

function mergeKnown(tags: Value, provider: Properties): Value {
  const defaults = member(provider.defaultTags, "tags");
  const keys = member(provider.ignoreTags, "keys");
  const prefixes = member(provider.ignoreTags, "keyPrefixes");
  const unknown = [tags, defaults, keys, prefixes].find(isUnknown);
  if (unknown !== undefined) return unknown;
  const [ignoredKeys, ignoredPrefixes] = [strings(keys), strings(prefixes)];
  const isIgnored = (key: string) =>
    ignoredKeys.includes(key) || ignoredPrefixes.some((prefix) => key.startsWith(prefix));
  return propertyMap([...entries(defaults), ...entries(tags)].filter(([key]) => !isIgnored(key)));
}

/** Returns a member of a setting, or null if it is absent. A member of a setting that cannot be read is unknown. */
function member(setting: Value | undefined, name: string): Value {
  const decoded = providerSetting(setting) ?? null;
  if (isProperties(decoded)) return unwrapSecret(decoded[name] ?? null);
  return decoded === null || isUnknown(decoded) ? decoded : UNKNOWN;
}

const strings = (list: Value): readonly string[] =>
  isList(list) ? list.map(unwrapSecret).filter((element) => typeof element === "string") : [];

/** Returns the tags with a value. The SDK and the provider drop properties that are null. */
const entries = (tags: Value) => (isProperties(tags) ? Object.entries(tags).filter(([, value]) => value !== null) : []);
