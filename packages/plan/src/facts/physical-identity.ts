import { isSameValue, isUnknown, type Properties, type Value } from "../model";
import { valueAtPath } from "./path";
import { findTypeFacts } from "./type-facts";

/** The inputs that together name a resource, for types that facts describe without a name property. */
const NAME_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "aws:route53/record:Record": ["zoneId", "name", "type", "setIdentifier"],
};

const KUBERNETES = "kubernetes:";

/**
 * Whether two resources of a type have the same identity in the cloud, so that both cannot exist at the same time.
 *
 * @remarks
 * The names must be set and known. Other inputs that force replacement, such as the role of a role policy, must be equal
 * or unknown, because they can be part of the identity. The result is false for types without facts.
 */
export function hasSameIdentity(type: string, inputs: Properties, other: Properties): boolean {
  const facts = findTypeFacts(type);
  if (facts === undefined) return false;
  const isKubernetes = facts.type.startsWith(KUBERNETES);
  const names = NAME_PROPERTIES[facts.type] ?? (facts.nameProperty === undefined ? [] : [facts.nameProperty]);
  if (names.length === 0 || !names.every((path) => isSameName(valueAtPath(inputs, path), valueAtPath(other, path))))
    return false;
  if (!names.some((path) => typeof valueAtPath(inputs, path) === "string")) return false;
  // The name and the namespace identify a Kubernetes object. For AWS, any property that is fixed at creation counts.
  const scope = isKubernetes ? ["metadata.namespace"] : [...facts.replaceProperties, "region"];
  const absent = isKubernetes ? "default" : undefined;
  return scope
    .filter((path) => !names.includes(path))
    .every((path) => mayBeEqual(valueAtPath(inputs, path) ?? absent, valueAtPath(other, path) ?? absent));
}

function isSameName(name: Value | undefined, other: Value | undefined): boolean {
  return (typeof name === "string" && name === other) || (isAbsent(name) && isAbsent(other));
}

function mayBeEqual(value: Value | undefined, other: Value | undefined): boolean {
  if (isAbsent(value) || isAbsent(other)) return isAbsent(value) && isAbsent(other);
  return isUnknown(value) || isUnknown(other) || isSameValue(value, other);
}

const isAbsent = (value: Value | undefined): value is null | undefined => value === undefined || value === null;
