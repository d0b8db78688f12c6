import { isList, isProperties, isSecret, propertyMap, secretValue, unwrapSecret, type Value } from "./value";

/** The way to a property: names, list positions, and `*` for every member or element. */
export type PropertyPath = readonly (string | number)[];

/** Reads `a.b`, `a[0].b`, `a["x.y"]`, `a[*]` or `*`; undefined if the text is no path. */
export function parsePropertyPath(text: string): PropertyPath | undefined {
  const elements: (string | number)[] = [];
  // A name, which stands first or after a dot; a quoted name, a position or every element in brackets.
  const element = /(?:^|\.)([^.[]+)|\.?\["((?:\\"|[^"])*)"\]|\.?\[(\*|\d+)\]/y;
  while (element.lastIndex < text.length) {
    const at = element.lastIndex;
    const match = element.exec(text);
    if (match === null || (at === 0 && text.startsWith("."))) return undefined;
    const [, name, quoted, index] = match;
    if (name !== undefined) elements.push(name);
    else if (quoted !== undefined) elements.push(quoted.replaceAll('\\"', '"'));
    else elements.push(index === "*" || index === undefined ? "*" : Number(index));
  }
  return elements;
}

/** The text of a path, which `parsePropertyPath` reads again. */
export function formatPropertyPath(path: PropertyPath): string {
  return path
    .map((element, index) => {
      if (typeof element === "number" || element === "*") return `[${element}]`;
      if (element === "" || /[.[\]"]/.test(element)) return `["${element.replaceAll('"', '\\"')}"]`;
      return index === 0 ? element : `.${element}`;
    })
    .join("");
}

/** Whether everything at `inner` lies at or below `outer`. */
export function pathContains(outer: PropertyPath, inner: PropertyPath): boolean {
  return inner.length >= outer.length && outer.every((element, index) => element === "*" || element === inner[index]);
}

/** The value, with what stands at a path as `old` has it; undefined if the two differ in what leads there. */
export function resetPath(path: PropertyPath, old: Value, value: Value): Value | undefined {
  return reset(path, old, value, false);
}

/** @param concealed whether `old` lies in a secret and `value` in none: what is taken over must stay one */
function reset(path: PropertyPath, old: Value, value: Value, concealed: boolean): Value | undefined {
  if (isSecret(value)) {
    const inner = reset(path, unwrapSecret(old), unwrapSecret(value), false);
    return inner === undefined ? undefined : secretValue(inner);
  }
  if (isSecret(old)) return reset(path, unwrapSecret(old), value, true);
  const [key, ...rest] = path;
  if (key === undefined) return concealed ? secretValue(old) : old;
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
    const others = Object.entries(value).filter(([other]) => other !== name);
    // What was not there is taken away again.
    const kept = before === undefined ? undefined : reset([], before, now ?? null, concealed);
    return propertyMap(kept === undefined ? others : [...others, [name, kept]]);
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
  return changed === undefined ? undefined : value.map((element, at) => (at === index ? changed : element));
}

function resetEvery(rest: PropertyPath, old: Value, value: Value, concealed: boolean): Value | undefined {
  if (isList(old) && isList(value)) {
    // Elements cannot be added to a list, nor taken away, without moving the others.
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
