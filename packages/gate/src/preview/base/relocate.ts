import { isList, isProperties, isSecret, propertyMap, makeSecret, type Plan, type Value } from "@roadbed/plan";

/**
 * Returns a plan with a directory replaced in all inputs, so that inputs that contain the program's path are the same
 * wherever the program ran.
 */
export function relocate(plan: Plan, from: string, to: string): Plan {
  const moved = (value: Value): Value => {
    if (typeof value === "string") return value.replaceAll(from, to);
    if (isSecret(value)) return makeSecret(moved(value.value));
    if (isList(value)) return value.map(moved);
    if (!isProperties(value)) return value;
    return propertyMap(Object.entries(value).map(([name, member]) => [name, moved(member)]));
  };
  return {
    ...plan,
    resources: plan.resources.map((resource) => ({
      ...resource,
      inputs: propertyMap(Object.entries(resource.inputs).map(([name, value]) => [name, moved(value)])),
    })),
  };
}
