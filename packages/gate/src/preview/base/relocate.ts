import { isList, isProperties, isSecret, propertyMap, secretValue, type Plan, type Value } from "@roadbed/plan";

/**
 * A plan with the paths below one folder as they are below another: an input that holds the program's own folder is not
 * changed by the program having been run elsewhere.
 */
export function relocate(plan: Plan, from: string, to: string): Plan {
  const moved = (value: Value): Value => {
    if (typeof value === "string") return value.replaceAll(from, to);
    if (isSecret(value)) return secretValue(moved(value.value));
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
