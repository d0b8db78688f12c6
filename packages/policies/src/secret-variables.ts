import { CREDENTIAL_SHAPES, looksSecret } from "@roadbed/plan";

/** A place where a secret is to be found, rather than the secret: an ARN, a URL, a path, a reference in braces. */
const PLACE_OF_SECRET = /^(arn:|[a-z][a-z0-9+.-]*:\/\/|\/|\$?\{|\s*$)/i;

/** Whether a variable holds a credential: by the shape of its value, or because its name says so. */
export function isSecretVariable(name: string, value: string): boolean {
  return (
    CREDENTIAL_SHAPES.some((shape) => value.search(shape) !== -1) || (looksSecret(name) && !PLACE_OF_SECRET.test(value))
  );
}
