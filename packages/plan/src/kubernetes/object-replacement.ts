import { findTypeFacts, type ReplacementEffect } from "../facts";
import { isList, isProperties, parsePropertyPath, unwrapSecret, type Properties, type Value } from "../model";
import { isCoreKind, type ObjectKind } from "./object-kind";
import type { ProviderSettings } from "./provider-settings";

/** The properties of a kind that force replacement unless the provider may change the object. */
const MUTABLE_DATA = {
  Secret: { properties: ["data", "stringData"], setting: "mutableSecrets" },
  ConfigMap: { properties: ["binaryData", "data"], setting: "mutableConfigMaps" },
} as const;

/** What the effect of a changed property depends on, other than the property. */
export interface ReplacementContext {
  readonly type: string;
  readonly kind: ObjectKind;
  /** The object in the program. */
  readonly now: Properties;
  readonly settings: ProviderSettings;
}

/**
 * Determines whether a property that may force replacement does so.
 *
 * @param path - the deepest path that differs
 */
export function objectReplacement(path: string, { type, kind, now, settings }: ReplacementContext): ReplacementEffect {
  const steps = parsePropertyPath(path) ?? [];
  const [top] = steps;
  for (const [name, { properties, setting }] of Object.entries(MUTABLE_DATA)) {
    if (!isCoreKind(kind, name) || !properties.some((property) => property === top)) continue;
    if (now.immutable === true || settings[setting] === false) return "always";
    return settings[setting] === undefined ? "possible" : "never";
  }
  const names = steps.filter((step): step is string => typeof step === "string");
  const value = valueAt(now, steps);
  const forcing = findTypeFacts(type)?.replaceProperties ?? [];
  const isWithin = (property: readonly string[]) =>
    property.length > names.length && names.every((name, index) => name === property[index]);
  const forces = forcing.map((property) => property.split(".")).filter(isWithin);
  if (forces.length === 0) return "possible";
  // An added value forces replacement if it contains one of the properties. A removed value never does.
  return forces.some((property) => containsProperty(value, property.slice(names.length))) ? "always" : "never";
}

function valueAt(object: Value, steps: readonly (string | number)[]): Value | undefined {
  let value: Value | undefined = object;
  for (const step of steps) {
    const known: Value = value === undefined ? null : unwrapSecret(value);
    if (typeof step === "number") value = isList(known) ? known[step] : undefined;
    else value = isProperties(known) ? known[step] : undefined;
  }
  return value;
}

function containsProperty(value: Value | undefined, [name, ...rest]: readonly string[]): boolean {
  const known = value === undefined ? null : unwrapSecret(value);
  if (name === undefined) return value !== undefined;
  if (isList(known)) return known.some((element) => containsProperty(element, [name, ...rest]));
  return isProperties(known) && containsProperty(known[name], rest);
}
