import { valueFromData } from "../documents";
import { unwrapSecret, type Value } from "../model";

/**
 * Decodes a provider setting. The SDK passes settings that are not strings as JSON. A string that is not JSON
 * represents itself.
 */
export function providerSetting(value: Value | undefined): Value | undefined {
  const given = value === undefined ? undefined : unwrapSecret(value);
  if (typeof given !== "string") return given;
  try {
    return valueFromData(JSON.parse(given));
  } catch {
    return given;
  }
}
