import {
  isList,
  isProperties,
  isSecret,
  propertyMap,
  makeSecret,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";

/**
 * The array in which bridged providers store the names of the inputs that they set themselves, at every object level.
 */
const DEFAULTED = "__defaults";

/** The property with the engine's metadata in a provider's inputs, such as the plugin's download URL. */
export const PROVIDER_METADATA = "__internal";

/**
 * Returns a program's inputs with the values that the provider would set again: automatic names and defaults. Without
 * these values, every resource would appear to have changed.
 *
 * @param old - the inputs in the state
 */
export const restoreProviderDefaults = (old: Properties, inputs: Properties): Properties =>
  restoreDefaults(old, inputs, false);

/** Returns inputs without the metadata that providers and the engine store in them. Comparisons ignore it. */
export function stripProviderMetadata(inputs: Properties): Properties {
  if (
    !Object.keys(inputs).some((name) => name === DEFAULTED || name === PROVIDER_METADATA) &&
    !containsDefaults(inputs)
  )
    return inputs;
  return propertyMap(
    Object.entries(inputs)
      .filter(([name]) => name !== DEFAULTED && name !== PROVIDER_METADATA)
      .map(([name, value]) => [name, stripValue(value)]),
  );
}

function containsDefaults(value: Value): boolean {
  if (isSecret(value)) return containsDefaults(value.value);
  if (isList(value)) return value.some(containsDefaults);
  return isProperties(value) && (DEFAULTED in value || Object.values(value).some(containsDefaults));
}

function stripValue(value: Value): Value {
  if (isSecret(value)) return makeSecret(stripValue(value.value));
  if (isList(value)) return value.map(stripValue);
  return isProperties(value) ? stripProviderMetadata(value) : value;
}

/** @param concealed - whether only `old` is inside a secret, so that restored values must become secrets */
function restoreDefaults(old: Properties, inputs: Properties, concealed: boolean): Properties {
  const { [DEFAULTED]: names } = old;
  const defaulted = isList(names) ? names.filter((name) => typeof name === "string") : [];
  const kept = Object.entries(inputs).map(([name, value]) => [name, restoreInto(old[name], value, concealed)] as const);
  const added = defaulted.flatMap((name) => {
    const value = old[name];
    if (inputs[name] !== undefined || value === undefined) return [];
    return [[name, concealed ? makeSecret(value) : value] as const];
  });
  return propertyMap([...kept, ...added]);
}

function restoreInto(old: Value | undefined, value: Value, concealed: boolean): Value {
  if (old === undefined) return value;
  if (isSecret(value)) return makeSecret(restoreInto(unwrapSecret(old), unwrapSecret(value), false));
  if (isSecret(old)) return restoreInto(unwrapSecret(old), value, true);
  if (isProperties(old) && isProperties(value)) return restoreDefaults(old, value, concealed);
  if (isList(old) && isList(value)) return value.map((element, index) => restoreInto(old[index], element, concealed));
  return value;
}
