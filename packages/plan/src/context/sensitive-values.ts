import { isList, isProperties, isSecret, isUnknown, type Properties, type Value } from "../model";
import { findCredentials, isLabeledSecret, isSecretPropertyName } from "../secrets";

/** Matches functions that return secrets. The results of these functions are never recorded. */
const SECRET_FUNCTIONS =
  /secret_?versions?|(?:secrets|passwords?|tokens?|credentials?|cluster_?auth|access_?keys?|private_?key|client_?config)$|^list\w*(?:keys|secrets|credentials|connection_?strings)$/i;
/** Packages in which every function returns secrets. */
const SECRET_PACKAGES: ReadonlySet<string> = new Set(["vault", "onepassword", "doppler", "infisical", "tls"]);
/** Properties that can contain secrets although their names do not suggest it. */
const POSSIBLE_SECRETS: ReadonlySet<string> = new Set(["userData", "userDataBase64", "passwordData"]);

/** Whether everything that a function returns is secret. */
export function isSecretFunction(token: string): boolean {
  const [packageName = "", , name = ""] = token.split(":");
  return SECRET_PACKAGES.has(packageName) || SECRET_FUNCTIONS.test(name);
}

/**
 * Returns the names of the result properties that must not be recorded. A property is secret if it is marked as secret,
 * if its name suggests a secret, or if its value matches a credential pattern.
 */
export function secretMembers(result: Properties): readonly string[] {
  return Object.entries(result).flatMap(([name, value]) => (isSensitive(result, name, value) ? [name] : []));
}

/** Whether arguments contain a value that must not be recorded. */
export function containsSensitiveValue(values: Properties): boolean {
  return Object.entries(values).some(([name, value]) => isSensitive(values, name, value));
}

function isSensitive(container: Properties, name: string, value: Value): boolean {
  if (isEmpty(value)) return false;
  const isNamed = isSecretPropertyName(name) || POSSIBLE_SECRETS.has(name) || isLabeledSecret(container, name);
  // An SSM parameter.
  const isSecureString = name === "value" && container.type === "SecureString";
  return isNamed || isSecureString || isSensitiveValue(value);
}

const isEmpty = (value: Value): boolean => value === null || value === "" || (isList(value) && value.length === 0);

function isSensitiveValue(value: Value): boolean {
  if (typeof value === "string") return findCredentials(value).length > 0;
  if (isList(value)) return value.some(isSensitiveValue);
  if (isProperties(value)) return containsSensitiveValue(value);
  return isSecret(value) || isUnknown(value);
}
