import { formatPropertyPath, type PropertyPath } from "./property-path";
import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  unwrapSecret,
  type Archive,
  type Asset,
  type Properties,
  type Value,
} from "./value";

/** Options for comparing two values. */
export interface CompareOptions {
  /**
   * Whether a secret differs from a plain value with the same content. This is the case for components.
   *
   * @default false
   */
  readonly compareSecrecy?: boolean;
}

/**
 * Whether a provider would treat two inputs as equal.
 *
 * @remarks An unknown value differs from every value. Assets are equal if their contents are equal. If the old value is
 * an unreadable secret, as in a state that was exported without secrets, the values are assumed to be equal.
 */
export function isSameValue(old: Value, value: Value, comparison: CompareOptions = {}): boolean {
  if (isSecret(old) && isUnknown(old.value)) return isSecret(value) || comparison.compareSecrecy !== true;
  if (comparison.compareSecrecy === true && isSecret(old) !== isSecret(value)) return false;
  const [before, now] = [unwrapSecret(old), unwrapSecret(value)];
  if (isUnknown(before) || isUnknown(now)) return false;
  if (isAsset(before)) return isAsset(now) && sameFile(before, now);
  if (isArchive(before)) return isArchive(now) && sameFile(before, now);
  if (isReference(before)) return isReference(now) && before.urn === now.urn && sameId(before.id, now.id);
  if (isList(before))
    return (
      isList(now) &&
      before.length === now.length &&
      before.every((element, index) => isSameValue(element, now[index] ?? null, comparison))
    );
  if (isProperties(before)) return isProperties(now) && changedKeys(before, now, comparison).length === 0;
  return before === now;
}

/** Returns the names of the properties that differ, sorted. */
export function changedKeys(old: Properties, value: Properties, comparison: CompareOptions = {}): readonly string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(value)]);
  return [...names].filter((name) => !sameMember(old[name], value[name], comparison)).sort();
}

function sameMember(old: Value | undefined, value: Value | undefined, comparison: CompareOptions): boolean {
  return old === undefined || value === undefined ? old === value : isSameValue(old, value, comparison);
}

function sameFile(old: Asset | Archive, now: Asset | Archive): boolean {
  if (old.hash !== undefined || now.hash !== undefined) return old.hash === now.hash;
  // Without a hash, the location is compared, because content behind a URL is not downloaded.
  return old.uri === now.uri && old.path === now.path;
}

function sameId(old: Value | undefined, now: Value | undefined): boolean {
  return typeof old === "string" || typeof now === "string" ? old === now : true;
}

/** Returns the deepest possible paths of all differences between two versions of a property. */
export function changedPaths(name: string, old: Value | undefined, value: Value | undefined): readonly string[] {
  return pathsOf([name], old, value).map(formatPropertyPath);
}

function pathsOf(path: PropertyPath, old: Value | undefined, value: Value | undefined): readonly PropertyPath[] {
  if (sameMember(old, value, {})) return [];
  const [before, now] = [old, value].map((member) => (member === undefined ? undefined : unwrapSecret(member)));
  if (isProperties(before) && isProperties(now)) {
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].flatMap((name) => pathsOf([...path, name], before[name], now[name]));
  }
  if (isList(before) && isList(now)) {
    const positions = Array.from({ length: Math.max(before.length, now.length) }, (_, index) => index);
    return positions.flatMap((index) => pathsOf([...path, index], before[index], now[index]));
  }
  return [path];
}

/** Returns the paths in `value` for which `old` contains an unreadable secret. */
export function hiddenPaths(old: Properties, value: Properties): readonly string[] {
  return Object.keys(value)
    .flatMap((name) => hidden([name], old[name], value[name]))
    .map(formatPropertyPath);
}

function hidden(path: PropertyPath, old: Value | undefined, value: Value | undefined): readonly PropertyPath[] {
  if (old === undefined || value === undefined) return [];
  if (isSecret(old)) return isUnknown(old.value) ? [path] : hidden(path, old.value, unwrapSecret(value));
  const now = unwrapSecret(value);
  if (isProperties(old) && isProperties(now))
    return Object.keys(now).flatMap((name) => hidden([...path, name], old[name], now[name]));
  if (isList(old) && isList(now)) return now.flatMap((element, index) => hidden([...path, index], old[index], element));
  return [];
}
