import {
  isList,
  isProperties,
  isSecret,
  isUnknown,
  makeSecret,
  propertyMap,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";
import { apiTypes, type PropertyType } from "./api-types";
import { isCoreKind, type ObjectKind } from "./object-kind";
import { quantityKey } from "./quantity";
import { normalizeSecretData, withoutLineBreaks } from "./secret-data";

/** The metadata that Kubernetes sets. The provider ignores it in programs and states. */
const READ_ONLY_METADATA: ReadonlySet<string> = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
]);

/**
 * Returns the form in which the provider compares two versions of an object: without empty and unsupported properties,
 * and with one spelling for each quantity. The form is only for comparison, because quantities become keys.
 */
export function normalizeObject(kind: ObjectKind, object: Properties): Properties {
  const normal = withoutReadOnlyMetadata(normalizeContent(kind, withDashes(object) as Properties));
  return normal.apiVersion === undefined && normal.kind === undefined
    ? propertyMap([...Object.entries(normal), ["apiVersion", kind.apiVersion], ["kind", kind.kind]])
    : normal;
}

function normalizeContent(kind: ObjectKind, object: Properties): Properties {
  if (isCoreKind(kind, "Secret")) return normalizeSecretData(object);
  if (kind.kind === "CustomResourceDefinition" && kind.group === "apiextensions.k8s.io") return normalizeCrd(object);
  const type = apiTypes().kinds[`${kind.apiVersion}:${kind.kind}`];
  return type === undefined ? object : normalizeProperties(type, object);
}

function normalizeProperties(type: number, properties: Properties): Properties {
  const types = apiTypes().types[type] ?? {};
  return propertyMap(
    Object.entries(properties).flatMap(([name, value]) => {
      const normal = Object.hasOwn(types, name) ? normalizeValue(types[name] ?? "*", value) : undefined;
      return normal === undefined ? [] : [[name, normal] as const];
    }),
  );
}

/** Returns undefined for a value that the client library omits. */
function normalizeValue(type: PropertyType, value: Value): Value | undefined {
  if (isSecret(value)) {
    const inner = normalizeValue(type, unwrapSecret(value));
    return inner === undefined ? undefined : makeSecret(inner);
  }
  if (value === null) return undefined;
  if (isUnknown(value)) return value;
  const omitsEmpty = type.startsWith("?");
  const normal = normalizeKnown(omitsEmpty ? type.slice(1) : type, value);
  return omitsEmpty && isEmpty(normal) ? undefined : normal;
}

/** Returns a value that does not match its type unchanged. */
function normalizeKnown(type: PropertyType, value: Value): Value {
  const [form = ""] = type;
  if (isList(value))
    return form === "[" ? value.map((element) => normalizeValue(type.slice(1), element) ?? null) : value;
  if (isProperties(value)) {
    if (form === "{") return normalizeMembers(type.slice(1), value);
    return /\d/.test(form) ? normalizeProperties(Number(type), value) : value;
  }
  if (form === "q" && (typeof value === "string" || typeof value === "number")) return quantityKey(value) ?? value;
  return form === "y" && typeof value === "string" ? withoutLineBreaks(value) : value;
}

function normalizeMembers(type: PropertyType, values: Properties): Properties {
  return propertyMap(Object.entries(values).map(([name, value]) => [name, normalizeValue(type, value) ?? null]));
}

function isEmpty(value: Value): boolean {
  if (value === "" || value === 0 || value === false) return true;
  if (isList(value)) return value.length === 0;
  return isProperties(value) && Object.keys(value).length === 0;
}

/** Returns a custom resource definition without the properties that the API server drops. */
function normalizeCrd(object: Properties): Properties {
  const { spec } = object;
  const entries = Object.entries(object).filter(([name]) => name !== "status");
  if (!isProperties(spec) || spec.preserveUnknownFields !== false) return propertyMap(entries);
  const kept = Object.entries(spec).filter(([name]) => name !== "preserveUnknownFields");
  return propertyMap([...entries, ["spec", propertyMap(kept)]]);
}

function withoutReadOnlyMetadata(object: Properties): Properties {
  const { metadata } = object;
  if (!isProperties(metadata)) return object;
  const kept = Object.entries(metadata).filter(([name]) => !READ_ONLY_METADATA.has(name));
  return propertyMap([...Object.entries(object), ["metadata", propertyMap(kept)]]);
}

/** Returns the value with the names of extensions as Kubernetes spells them. The SDK replaces their dashes. */
function withDashes(value: Value): Value {
  if (isSecret(value)) return makeSecret(withDashes(value.value));
  if (isList(value)) return value.map(withDashes);
  if (!isProperties(value)) return value;
  return propertyMap(
    Object.entries(value).map(([name, member]) => [
      name.startsWith("x_kubernetes_") ? name.replaceAll("_", "-") : name,
      withDashes(member),
    ]),
  );
}
