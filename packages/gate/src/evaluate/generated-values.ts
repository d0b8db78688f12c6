import { isList, isProperties, isSecret, propertyMap, type Properties, type Value } from "@roadbed/plan";

/** The array in which bridged providers store the names of the inputs that they set themselves, at every object level. */
const DEFAULTED = "__defaults";
/** The property in which the engine and providers store metadata. */
const METADATA = "__internal";
/** The annotation of Kubernetes objects whose name the provider generated. */
const AUTONAMED = "pulumi.com/autonamed";
/** The label that the Kubernetes provider adds to objects. */
const MANAGED_BY = "app.kubernetes.io/managed-by";

/** Returns properties without what the provider generates: names, defaults, and metadata. Nested values are unchanged. */
export function withoutGenerated(properties: Properties): Properties {
  const { [DEFAULTED]: defaulted } = properties;
  const generated: ReadonlySet<unknown> = new Set([
    ...(isList(defaulted) ? defaulted : []),
    ...[DEFAULTED, METADATA],
    ...(isAutonamed(properties) ? ["name"] : []),
  ]);
  return propertyMap(
    Object.entries(properties).flatMap(([name, member]): readonly (readonly [string, Value])[] => {
      if (generated.has(name)) return [];
      if (!isProperties(member) || (name !== "annotations" && name !== "labels")) return [[name, member]];
      const kept = Object.entries(member).filter(([key, value]) => key !== AUTONAMED && !isManagedBy(key, value));
      return kept.length === 0 ? [] : [[name, propertyMap(kept)]];
    }),
  );
}

const isManagedBy = (key: string, value: Value): boolean => key === MANAGED_BY && value === "pulumi";

function isAutonamed({ annotations }: Properties): boolean {
  return isProperties(annotations) && annotations[AUTONAMED] === "true";
}

/** Returns inputs without what the provider generates, at every level. */
export function withoutGeneratedValues(inputs: Properties): Properties {
  return propertyMap(Object.entries(withoutGenerated(inputs)).map(([name, value]) => [name, stripped(value)]));
}

function stripped(value: Value): Value {
  if (isSecret(value)) return { ...value, value: stripped(value.value) };
  if (isList(value)) return value.map(stripped);
  return isProperties(value) ? withoutGeneratedValues(value) : value;
}
