import { CREDENTIAL_SHAPES, looksSecret } from "@roadbed/plan";

/** A place where a secret is to be found, rather than the secret: an ARN, a URL, a path, a reference in braces. */
const PLACE_OF_SECRET = /^(arn:|[a-z][a-z0-9+.-]*:\/\/|\/|\$?\{|\s*$)/i;

/** Whether a text is a credential by its shape. */
export const isCredential = (text: string): boolean => CREDENTIAL_SHAPES.some((shape) => text.search(shape) !== -1);

/** Whether a variable holds a secret: by the shape of its value, or because its name says so. */
export const isSecretVariable = (name: string, value: string): boolean =>
  isCredential(value) || (looksSecret(name) && !PLACE_OF_SECRET.test(value));

interface Variable {
  readonly name?: string;
  readonly value?: unknown;
}

/** Findings about those of a container's variables that hold a secret. */
export const secretVariables = (variables: readonly Variable[] = []) =>
  variables
    .filter(({ name = "", value = "" }) => isSecretVariable(name, String(value)))
    .map((at) => ({ at, message: "a variable holds a secret" }));
