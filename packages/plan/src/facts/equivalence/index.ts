import {
  isList,
  isMarkedUnknown,
  isProperties,
  isSecret,
  isUnknown,
  makeSecret,
  propertyMap,
  unwrapSecret,
} from "../../model";
import type { Properties, Value } from "../../model";
import { splitPath } from "../path";
import { findFacts } from "../table";
import { isEquivalent, type EquivalenceKind } from "./comparators";

export type { EquivalenceKind } from "./comparators";

/** The properties that a provider compares in a way of its own. The deepest properties come first. */
type ComparedProperties = readonly { readonly kind: EquivalenceKind; readonly path: readonly string[] }[];

const found = new Map<string, ComparedProperties>();

/**
 * Returns the new inputs with the old values of the properties that the provider treats as unchanged, such as a policy
 * document with another order of statements.
 *
 * @param type - the current or a former type token
 */
export function withEquivalentInputs(type: string, before: Properties, now: Properties): Properties {
  const properties = found.get(type) ?? comparedProperties(type);
  found.set(type, properties);
  return properties.reduce<Properties>((inputs, { kind, path }) => {
    const [name = ""] = path;
    const [old, value] = [before[name], inputs[name]];
    if (old === undefined || value === undefined) return inputs;
    const kept = keepEquivalent(kind, path.slice(1), old, value);
    return kept === value ? inputs : propertyMap([...Object.entries(inputs), [name, kept]]);
  }, now);
}

function comparedProperties(type: string): ComparedProperties {
  const entries = Object.entries(
    type.startsWith("azure-native:") ? AZURE_NATIVE : (findFacts(type)?.entry.equal ?? {}),
  );
  return entries
    .flatMap(([kind, paths]) =>
      paths.split(" ").map((path) => ({ kind: kind as EquivalenceKind, path: splitPath(path) })),
    )
    .sort((one, other) => other.path.length - one.path.length);
}

/** The native Azure provider compares two inputs of all types in a way of its own. */
const AZURE_NATIVE: Readonly<Partial<Record<EquivalenceKind, string>>> = {
  location: "location",
  case: "resourceGroupName",
};

/** Returns the value with the old values of the equivalent properties at a path. Returns the value itself if there are none. */
function keepEquivalent(kind: EquivalenceKind, path: readonly string[], old: Value, value: Value): Value {
  if (isSecret(value)) {
    const kept = keepEquivalent(kind, path, old, value.value);
    return kept === value.value ? value : makeSecret(kept);
  }
  const before = unwrapSecret(old);
  if (before === value || isUnknown(before) || isUnknown(value) || isMarkedUnknown(before)) return value;
  const [name, ...rest] = path;
  if (name === undefined && isEquivalent(kind, before, value)) return before;
  if (name !== undefined && isProperties(before) && isProperties(value)) {
    const [oldMember, member] = [before[name], value[name]];
    if (oldMember === undefined || member === undefined) return value;
    const kept = keepEquivalent(kind, rest, oldMember, member);
    return kept === member ? value : propertyMap([...Object.entries(value), [name, kept]]);
  }
  if (kind === "set" && name === undefined) return value;
  if (!isList(before) || !isList(value)) return value;
  const kept = value.map((element, index) => {
    const oldElement = before[index];
    return oldElement === undefined ? element : keepEquivalent(kind, path, oldElement, element);
  });
  return kept.every((element, index) => element === value[index]) ? value : kept;
}
