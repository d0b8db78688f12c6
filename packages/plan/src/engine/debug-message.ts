import { isProperties, isSecret, SECRET_MASK } from "../model";
import { valueFromJson, ShapeError } from "../documents";
import { collectSecrets, isSecretPropertyName } from "../secrets";

/** Surround a property in a debug message of the SDK, as in `Serialize property [args.password]: primitive=hunter2`. */
const PROPERTY_START = "Serialize property [";
const PROPERTY_END = "]: primitive=";

/**
 * Returns a debug message of the SDK without the values of properties that hold secrets, and passes the secrets in the
 * request that it contains to a function.
 */
export function redactDebugMessage(message: string, add: (secret: string) => void): string {
  for (const [, json = ""] of message.matchAll(/, (?:obj|props|resp)=(\{.*\})/gs)) collectFromJson(json, add);
  const end = message.startsWith(PROPERTY_START) ? message.indexOf(PROPERTY_END) : -1;
  if (end < 0) return message;
  const name = message.slice(PROPERTY_START.length, end).split(/[.\]]/).at(-1) ?? "";
  return isSecretPropertyName(name) ? message.slice(0, end + PROPERTY_END.length) + SECRET_MASK : message;
}

function collectFromJson(json: string, add: (secret: string) => void): void {
  try {
    const value = valueFromJson(JSON.parse(json));
    if (isProperties(value) || isSecret(value)) collectSecrets(value, add);
  } catch (error) {
    // Part of a message only looks like a request. The scrubber still hides what looks like a credential.
    if (!(error instanceof SyntaxError) && !(error instanceof ShapeError)) throw error;
  }
}
