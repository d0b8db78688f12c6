import { isList, isProperties, isSecret, propertyMap, makeSecret, unwrapSecret, type Value } from "./value";

/** A property path, which consists of names, array indexes, and `*` for every property or element. */
export type PropertyPath = readonly (string | number)[];

/** Parses a path such as `a.b`, `a[0].b`, `a["x.y"]`, `a[*]`, or `*`. Returns undefined for other strings. */
export function parsePropertyPath(text: string): PropertyPath | undefined {
  const elements: (string | number)[] = [];
  // Matches a name at the start or after a dot, or a quoted name, an index, or `*` in brackets.
  const element = /(?:^|\.)([^.[]+)|\.?\["((?:\\"|[^"])*)"\]|\.?\[(\*|\d+)\]/y;
  while (element.lastIndex < text.length) {
    const start = element.lastIndex;
    const match = element.exec(text);
    if (match === null || (start === 0 && text.startsWith("."))) return undefined;
    const [, name, quoted, index] = match;
    if (name !== undefined) elements.push(name);
    else if (quoted !== undefined) elements.push(quoted.replaceAll('\\"', '"'));
    else elements.push(index === "*" || index === undefined ? "*" : Number(index));
  }
  return elements;
}

/** Returns a path as a string that `parsePropertyPath` converts back to the same path. */
export function formatPropertyPath(path: PropertyPath): string {
  return path
    .map((element, index) => {
      if (typeof element === "number" || element === "*") return `[${element}]`;
      if (element === "" || /[.[\]"]/.test(element)) return `["${element.replaceAll('"', '\\"')}"]`;
      return index === 0 ? element : `.${element}`;
    })
    .join("");
}

/** Whether `inner` is the same path as `outer` or a path below it. */
export function pathContains(outer: PropertyPath, inner: PropertyPath): boolean {
  return inner.length >= outer.length && outer.every((element, index) => element === "*" || element === inner[index]);
}

/** Returns `value` with the part at the path reset to its value in `old`, or undefined if the structures differ. */
export function resetPath(path: PropertyPath, old: Value, value: Value): Value | undefined {
  return reset(path, old, value, false);
}

/** @param concealed - whether only `old` is inside a secret, so that the copied value must become a secret */
function reset(path: PropertyPath, old: Value, value: Value, concealed: boolean): Value | undefined {
  if (isSecret(value)) {
    const inner = reset(path, unwrapSecret(old), unwrapSecret(value), false);
    return inner === undefined ? undefined : makeSecret(inner);
  }
  if (isSecret(old)) return reset(path, unwrapSecret(old), value, true);
  const [key, ...rest] = path;
  if (key === undefined) return concealed ? makeSecret(old) : old;
  if (key === "*") return resetEvery(rest, old, value, concealed);
  return typeof key === "number"
    ? resetElement(key, rest, old, value, concealed)
    : resetMember(key, rest, old, value, concealed);
}

function resetMember(
  name: string,
  rest: PropertyPath,
  old: Value,
  value: Value,
  concealed: boolean,
): Value | undefined {
  const before = isProperties(old) ? old[name] : undefined;
  if (!isProperties(value))
    return before === undefined && (rest.length === 0 || !isProperties(old)) ? value : undefined;
  const now = value[name];
  if (rest.length === 0) {
    const remaining = Object.entries(value).filter(([other]) => other !== name);
    // A property that `old` does not have is removed.
    const kept = before === undefined ? undefined : reset([], before, now ?? null, concealed);
    return propertyMap(kept === undefined ? remaining : [...remaining, [name, kept]]);
  }
  if (before === undefined && now === undefined) return isProperties(old) ? value : undefined;
  if (before === undefined || now === undefined) return undefined;
  const changed = reset(rest, before, now, concealed);
  return changed === undefined ? undefined : propertyMap([...Object.entries(value), [name, changed]]);
}

function resetElement(
  index: number,
  rest: PropertyPath,
  old: Value,
  value: Value,
  concealed: boolean,
): Value | undefined {
  if (!isList(old) || !isList(value)) return isList(old) === isList(value) ? value : undefined;
  const [before, now] = [old[index], value[index]];
  if (before === undefined || now === undefined) return rest.length === 0 && before === now ? value : undefined;
  const changed = reset(rest, before, now, concealed);
  return changed === undefined ? undefined : value.map((element, position) => (position === index ? changed : element));
}

function resetEvery(rest: PropertyPath, old: Value, value: Value, concealed: boolean): Value | undefined {
  if (isList(old) && isList(value)) {
    // If an element was added or removed, the other elements have moved and cannot be matched.
    if (old.length !== value.length) return undefined;
    const changed = value.map((element, index) => reset(rest, old[index] ?? null, element, concealed));
    return changed.includes(undefined) ? undefined : changed.filter((element) => element !== undefined);
  }
  if (isProperties(old) && isProperties(value)) {
    const names = rest.length === 0 ? new Set([...Object.keys(old), ...Object.keys(value)]) : Object.keys(old);
    let result: Value | undefined = value;
    for (const name of names) result = result && resetMember(name, rest, old, result, concealed);
    return result;
  }
  return rest.length === 0 && (isList(value) || isProperties(value)) ? value : undefined;
}
