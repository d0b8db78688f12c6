import { isList, isProperties, isSecret, isUnknown, type Properties, type Value } from "../model";
import { CREDENTIAL_PATTERNS, isSecretPropertyName } from "../secrets";

/** Functions that return secrets. Their results are never recorded. */
const SECRET_FUNCTIONS =
  /secret_?versions?|(?:secrets|passwords?|tokens?|credentials?|cluster_?auth|access_?keys?|private_?key|client_?config)$|^list\w*(?:keys|secrets|credentials|connection_?strings)$/i;
/** Packages whose functions all return secrets. */
const SECRET_PACKAGES: ReadonlySet<string> = new Set(["vault", "onepassword", "doppler", "infisical", "tls"]);
/** Properties that can contain secrets although their names do not suggest it. */
const POSSIBLE_SECRETS: ReadonlySet<string> = new Set(["userData", "userDataBase64", "passwordData"]);

/** Whether all results of a function are secret. */
export function isSecretFunction(token: string): boolean {
  const [packageName = "", , name = ""] = token.split(":");
  return SECRET_PACKAGES.has(packageName) || SECRET_FUNCTIONS.test(name);
}

/** Returns the members of a result that must not be recorded because of their secret mark, name or credential pattern. */
export function secretMembers(result: Properties): readonly string[] {
  return Object.entries(result).flatMap(([name, value]) => (isSensitive(name, value) ? [name] : []));
}

/** Whether arguments contain a value that must not be recorded. */
export function containsSensitiveValue(values: Properties): boolean {
  return Object.entries(values).some(([name, value]) => isSensitive(name, value));
}

function isSensitive(name: string, value: Value): boolean {
  if (isEmpty(value)) return false;
  return isSecretPropertyName(name) || POSSIBLE_SECRETS.has(name) || isSensitiveValue(value);
}

const isEmpty = (value: Value): boolean => value === null || value === "" || (isList(value) && value.length === 0);

function isSensitiveValue(value: Value): boolean {
  if (typeof value === "string") return CREDENTIAL_PATTERNS.some((shape) => value.search(shape) >= 0);
  if (isList(value)) return value.some(isSensitiveValue);
  if (isProperties(value)) return containsSensitiveValue(value);
  return isSecret(value) || isUnknown(value);
}
