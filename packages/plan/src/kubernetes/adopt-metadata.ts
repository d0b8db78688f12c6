import { isProperties, propertyMap, type Properties, type Value } from "../model";

const AUTONAMED = "pulumi.com/autonamed";
const MANAGED_BY = "app.kubernetes.io/managed-by";

/**
 * Returns the inputs with what the provider's `Check` adds: the name that it generated when it created the object, and
 * the labels of an object that was created with client-side apply.
 *
 * @param old - the inputs in the state
 */
export function adoptMetadata(old: Properties, inputs: Properties): Properties {
  const before = old.metadata;
  const now = inputs.metadata ?? propertyMap();
  if (!isProperties(before) || !isProperties(now)) return inputs;
  let metadata = now;
  if (memberOf(before, "annotations", AUTONAMED) === "true" && isUnset(now.name)) {
    metadata = withMember(metadata, "annotations", AUTONAMED);
    metadata = propertyMap([...Object.entries(metadata), ["name", before.name ?? null]]);
  }
  if (memberOf(before, "labels", MANAGED_BY) === "pulumi")
    metadata = withMember(metadata, "labels", MANAGED_BY, "pulumi");
  return metadata === now ? inputs : withMetadata(inputs, metadata);
}

const isUnset = (value: Value | undefined) => value === undefined || value === null || value === "";

function memberOf(metadata: Properties, property: string, name: string): Value | undefined {
  const members = metadata[property];
  return isProperties(members) ? members[name] : undefined;
}

/** Returns metadata with a label or annotation, unless the labels or annotations are unknown. */
function withMember(metadata: Properties, property: string, name: string, value = "true"): Properties {
  const members = metadata[property] ?? propertyMap();
  if (!isProperties(members)) return metadata;
  return propertyMap([
    ...Object.entries(metadata),
    [property, propertyMap([...Object.entries(members), [name, value]])],
  ]);
}

/** Returns an object with different metadata. */
export const withMetadata = (object: Properties, metadata: Properties): Properties =>
  propertyMap([...Object.entries(object), ["metadata", metadata]]);
