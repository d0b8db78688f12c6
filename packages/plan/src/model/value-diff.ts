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

/** How two values are compared. */
export interface CompareOptions {
  /** Whether a value and the same value as a secret are different, as they are for components. */
  readonly compareSecrecy?: boolean;
}

/**
 * Whether a change of inputs is a change to a provider: an unknown may be anything, so it is one, and a file is its
 * bytes. A secret of which the old value is not known (a state without its secrets) counts as the same.
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

/** The properties that differ, by name, sorted. */
export function changedKeys(old: Properties, value: Properties, comparison: CompareOptions = {}): readonly string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(value)]);
  return [...names].filter((name) => !sameMember(old[name], value[name], comparison)).sort();
}

function sameMember(old: Value | undefined, value: Value | undefined, comparison: CompareOptions): boolean {
  return old === undefined || value === undefined ? old === value : isSameValue(old, value, comparison);
}

function sameFile(old: Asset | Archive, now: Asset | Archive): boolean {
  if (old.hash !== undefined || now.hash !== undefined) return old.hash === now.hash;
  // What is behind an address is not looked at.
  return old.uri === now.uri && old.path === now.path;
}

function sameId(old: Value | undefined, now: Value | undefined): boolean {
  return typeof old === "string" || typeof now === "string" ? old === now : true;
}

/** The paths of everything that differs between two versions of one property, down to what differs. */
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

/** The paths of secrets that are in `value` and of which `old` does not say what they were: they count as the same. */
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
