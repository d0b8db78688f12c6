import { isList, isProperties, isSameValue, isUnknown, unwrapSecret, type Resource, type Value } from "@roadbed/plan";

/**
 * Whether two resources have the same inputs, except that strings in the second contain its own name where strings in
 * the first contain the former name. Unknown values are the same.
 *
 * @remarks
 * The names of children usually begin with the name of their component, and names and tags contain them: after the
 * component `web` is renamed to `shop`, `web-queue` is `shop-queue`. Only the differing part of the names is replaced.
 */
export function hasRenamedInputs(from: Resource, to: Resource): boolean {
  const [former, current] = differingParts(from.name, to.name);
  // A short part would occur in other words by chance.
  const rename = (text: string): string =>
    former.length < MIN_NAME_LENGTH ? text : text.replaceAll(former, () => current);
  return isSame(from.inputs, to.inputs, rename);
}

const MIN_NAME_LENGTH = 2;

/** Returns the parts of two names between their common beginning and their common end, both at word boundaries. */
function differingParts(from: string, to: string): readonly [string, string] {
  const [former, current] = [words(from), words(to)];
  let start = 0;
  while (start < Math.min(former.length, current.length) && former[start] === current[start]) start += 1;
  let end = 0;
  const longest = Math.min(former.length, current.length) - start;
  while (end < longest && former.at(-1 - end) === current.at(-1 - end)) end += 1;
  const part = (name: readonly string[]): string => name.slice(start, name.length - end).join("");
  return [part(former), part(current)];
}

/** Splits a name so that each separator is an element. */
const words = (name: string): readonly string[] => name.split(/([-_./])/);

function isSame(from: Value, to: Value, rename: (text: string) => string): boolean {
  const [before, now] = [unwrapSecret(from), unwrapSecret(to)];
  if (isUnknown(before) || isUnknown(now)) return isUnknown(before) && isUnknown(now);
  if (typeof before === "string") return before === now || rename(before) === now;
  if (isList(before))
    return (
      isList(now) &&
      before.length === now.length &&
      before.every((element, index) => isSame(element, now[index] ?? null, rename))
    );
  if (!isProperties(before)) return isSameValue(before, now);
  if (!isProperties(now) || Object.keys(before).length !== Object.keys(now).length) return false;
  return Object.entries(before).every(([name, member]) => {
    const other = Object.hasOwn(now, name) ? now[name] : undefined;
    return other !== undefined && isSame(member, other, rename);
  });
}
