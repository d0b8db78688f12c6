import { isProperties, isSecret, SECRET_MASK } from "../model";
import { valueFromJson, ShapeError } from "../documents";
import { collectSecrets, isSecretPropertyName } from "../secrets";

/** Matches a property in a debug message of the SDK, such as `Serialize property [args.password]: primitive=hunter2`. */
const SERIALIZED_PROPERTY = /^(Serialize property \[(?:.*[.\]])?(.+?)\]: primitive=).*$/s;

/**
 * Returns a debug message of the SDK without the values of properties that hold secrets, and passes the secrets in the
 * request that it contains to a function.
 */
export function redactDebugMessage(message: string, add: (secret: string) => void): string {
  for (const [, json = ""] of message.matchAll(/, (?:obj|props|resp)=(\{.*\})/gs)) collectFromJson(json, add);
  const [, start = "", name = ""] = SERIALIZED_PROPERTY.exec(message) ?? [];
  return start !== "" && isSecretPropertyName(name) ? start + SECRET_MASK : message;
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
