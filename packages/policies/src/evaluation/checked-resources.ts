import { isList, isProperties, isSecret, makeSecret, propertyMap, unwrapSecret } from "@roadbed/plan";
import type { Plan, Properties, Resource, Urn, Value } from "@roadbed/plan";
import { CheckedResource } from "../kernel/checked-resource";
import { InputPath } from "../kernel/input-path";

/** The component whose input `objs` contains Kubernetes objects. */
const CONFIG_GROUP = "kubernetes:yaml/v2:ConfigGroup";

/** Returns a resource in the form that resource rules evaluate. */
export function toCheckedResource({ urn, name, type, inputs, options }: Resource): CheckedResource {
  const { protect, ignoreChanges } = options;
  return new CheckedResource({ urn, name, type, inputs, protect, ignoreChanges });
}

/**
 * Returns a function that returns everything that resource rules evaluate for a resource: the resource, and the
 * Kubernetes objects in its inputs if the plan does not contain the resources that the component creates from them.
 */
export function checkedResources({ gaps }: Plan): (resource: Resource) => readonly CheckedResource[] {
  const opaque: ReadonlySet<Urn> = new Set(gaps.opaqueComponents);
  return (resource) => {
    const checked = toCheckedResource(resource);
    return resource.type === CONFIG_GROUP && opaque.has(resource.urn) ? [checked, ...objectsIn(resource)] : [checked];
  };
}

function objectsIn(group: Resource): readonly CheckedResource[] {
  const { objs } = group.inputs;
  return objs === undefined ? [] : objectsAt(group, objs, new InputPath().child("objs"));
}

/** Returns the objects in a manifest, which can be a list. The objects of an unknown manifest are not known. */
function objectsAt(group: Resource, manifest: Value, path: InputPath): readonly CheckedResource[] {
  const value = unwrapSecret(manifest);
  const inner = (member: Value) => (isSecret(manifest) ? makeSecret(member) : member);
  if (isList(value)) return value.flatMap((element, index) => objectsAt(group, inner(element), path.child(index)));
  if (!isProperties(value)) return [];
  const { apiVersion, kind, items } = value;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return [];
  if (kind === "List") return items === undefined ? [] : objectsAt(group, inner(items), path.child("items"));
  const inputs: Properties = propertyMap(Object.entries(value).map(([name, member]) => [name, inner(member)]));
  const type = `kubernetes:${apiVersion}:${kind}`;
  return [new CheckedResource({ urn: group.urn, name: group.name, type, inputs }, path)];
}
