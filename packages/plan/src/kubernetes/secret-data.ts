import { isProperties, isUnknown, makeSecret, propertyMap, unwrapSecret, type Properties, type Value } from "../model";

/**
 * Returns a Secret with `stringData` moved into `data`, as the API server stores it. The data is a secret, regardless of
 * whether the program marked it as one.
 */
export function normalizeSecretData(object: Properties): Properties {
  const stringData = known(object.stringData);
  if (isUnknown(stringData) || isUnknown(known(object.data))) return object;
  const strings = isProperties(stringData) ? Object.entries(stringData) : [];
  if (strings.length === 0) return withData(object, reencoded);
  if (strings.some(([, value]) => !isText(value))) return object;
  const rest = propertyMap(Object.entries(object).filter(([name]) => name !== "stringData"));
  return withData(rest, (data) =>
    propertyMap([...Object.entries(data), ...strings.map(([name, value]) => [name, encoded(value)] as const)]),
  );
}

function withData(object: Properties, change: (data: Properties) => Properties): Properties {
  const data = known(object.data) ?? propertyMap();
  if (!isProperties(data)) return object;
  const changed = change(data);
  if (object.data === undefined && Object.keys(changed).length === 0) return object;
  return propertyMap([...Object.entries(object), ["data", makeSecret(changed)]]);
}

const known = (value: Value | undefined) => (value === undefined ? undefined : unwrapSecret(value));

function isText(value: Value): boolean {
  const text = unwrapSecret(value);
  return typeof text === "string" || isUnknown(text);
}

function encoded(value: Value): Value {
  const text = unwrapSecret(value);
  return typeof text === "string" ? Buffer.from(text, "utf8").toString("base64") : text;
}

/** Returns the data in the form in which the API server encodes it. */
function reencoded(data: Properties): Properties {
  return propertyMap(
    Object.entries(data).map(([name, value]) => {
      const text = unwrapSecret(value);
      return [name, typeof text === "string" ? withoutLineBreaks(text) : value];
    }),
  );
}

/** Returns base64 without the line breaks that some tools insert. */
export const withoutLineBreaks = (base64: string): string => base64.replaceAll(/[\r\n]/g, "");
