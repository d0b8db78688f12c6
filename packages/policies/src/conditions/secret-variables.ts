import { CREDENTIAL_PATTERNS, isSecretPropertyName } from "@roadbed/plan";
import { anyOf } from "../kernel/connectives";
import { isUnknownIdentifier, withStandIns } from "../kernel/stand-ins";

/** Matches a reference to a secret rather than the secret itself: an ARN, a URL, a path, or a reference in braces. */
const SECRET_REFERENCE = /^(arn:|[a-z][a-z0-9+.-]*:\/\/|\/|\$?\{|\s*$)/i;

/** Whether a string has the format of a credential. */
export const isCredential = (value: string): boolean =>
  CREDENTIAL_PATTERNS.some((pattern) => value.search(pattern) !== -1);

/** Whether a named string is a secret, based on the format of the string or on the name. */
export const isNamedSecret = (name: string, value: string): boolean =>
  isCredential(value) || (isSecretPropertyName(name) && !SECRET_REFERENCE.test(value));

/** The value of a variable. Services require strings, but programs also pass numbers. */
type ReadValue = () => string | number | undefined;

/**
 * Whether a variable contains a secret, based on the format of the value or on the name. An identifier of a resource is not
 * a secret, even if it is not known yet.
 */
export const isSecretVariable = (name: string, value: ReadValue): boolean =>
  !isUnknownIdentifier(value) && isNamedSecret(name, knownForm(value));

/** Returns a variable's value, with stand-ins for identifiers that are not known yet. */
const knownForm = (value: ReadValue): string => String(withStandIns(value) ?? "");

interface Variable {
  readonly name?: string;
  readonly value?: string | number;
}

/** Returns an issue for each container variable that contains a secret. */
export const secretVariables = (variables: readonly Variable[] = []) =>
  variables
    .filter((variable) =>
      anyOf(
        () => isCredential(knownForm(() => variable.value)),
        () => isSecretVariable(variable.name ?? "", () => variable.value),
      ),
    )
    .map((at) => ({ at, message: "an environment variable contains a secret" }));

/** Matches a line of a settings file: `NAME=value` in a shell script, `name: value` in YAML. */
const SETTING = /^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*["']?(.*?)["']?\s*$/;

/** Whether a named value contains a secret, either as the value itself or in a line of a settings file. */
export const containsSecret = (name: string, value: ReadValue): boolean =>
  !isUnknownIdentifier(value) && fileContainsSecret(name, knownForm(value));

const fileContainsSecret = (name: string, value: string): boolean =>
  isCredential(value) ||
  value.split("\n").some((line, index, lines) => {
    const [, setting, settingValue] = SETTING.exec(line) ?? [];
    if (setting !== undefined && settingValue !== undefined) return isNamedSecret(setting, settingValue);
    return index === 0 && lines.length === 1 && isNamedSecret(name, line);
  });
