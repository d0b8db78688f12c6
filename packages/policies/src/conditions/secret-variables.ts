import { CREDENTIAL_SHAPES, isSecretName } from "@roadbed/plan";
import { anyOf } from "../kernel/connectives";

/** A place where a secret is to be found, rather than the secret: an ARN, a URL, a path, a reference in braces. */
const PLACE_OF_SECRET = /^(arn:|[a-z][a-z0-9+.-]*:\/\/|\/|\$?\{|\s*$)/i;

/** Whether a text is a credential by its shape. */
export const isCredential = (text: string): boolean => CREDENTIAL_SHAPES.some((shape) => text.search(shape) !== -1);

/** Whether a variable holds a secret: by the shape of its value, or because its name says so. */
export const isSecretVariable = (name: string, value: string): boolean =>
  isCredential(value) || (isSecretName(name) && !PLACE_OF_SECRET.test(value));

interface Variable {
  readonly name?: string;
  readonly value?: string | number;
}

/** Findings about those of a container's variables that hold a secret. */
export const secretVariables = (variables: readonly Variable[] = []) =>
  variables
    .filter((variable) =>
      anyOf(
        () => isCredential(String(variable.value ?? "")),
        () => isSecretVariable(variable.name ?? "", String(variable.value ?? "")),
      ),
    )
    .map((at) => ({ at, message: "a variable holds a secret" }));

/** A line of a file of settings: `NAME=value` of a shell, `name: value` of YAML. */
const SETTING = /^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*["']?(.*?)["']?\s*$/;

/** Whether a text holds a secret: as its value, if this is its name, or in a line of settings. */
export const containsSecret = (name: string, text: string): boolean =>
  isCredential(text) ||
  text.split("\n").some((line, index, lines) => {
    const [, setting, value] = SETTING.exec(line) ?? [];
    if (setting !== undefined && value !== undefined) return isSecretVariable(setting, value);
    return index === 0 && lines.length === 1 && isSecretVariable(name, line);
  });
