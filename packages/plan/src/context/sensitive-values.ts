import { isList, isProperties, isSecret, isUnknown, type Properties, type Value } from "../model";
import { CREDENTIAL_SHAPES, isSecretName } from "../secrets";

/** Functions that exist to hand out a secret; nothing of what they say may be kept. */
const SECRET_FUNCTIONS =
  /secret_?versions?|(?:secrets|passwords?|tokens?|credentials?|cluster_?auth|access_?keys?|private_?key|client_?config)$|^list\w*(?:keys|secrets|credentials|connection_?strings)$/i;
/** Packages that hold nothing else. */
const SECRET_PACKAGES: ReadonlySet<string> = new Set(["vault", "onepassword", "doppler", "infisical", "tls"]);
/** Members whose names do not show that they may hold one. */
const MAY_HOLD_SECRETS: ReadonlySet<string> = new Set(["userData", "userDataBase64", "passwordData"]);

/** Whether the answers of a function are secret, whatever they hold. */
export function isSecretFunction(token: string): boolean {
  const [packageName = "", , name = ""] = token.split(":");
  return SECRET_PACKAGES.has(packageName) || SECRET_FUNCTIONS.test(name);
}

/** The members of a result that may not be kept: marked as secret, called so, or shaped like a credential. */
export function secretMembers(result: Properties): readonly string[] {
  return Object.entries(result).flatMap(([name, value]) => (isDelicate(name, value) ? [name] : []));
}

/** Whether arguments hold what may not be kept. */
export function containsSensitiveValue(values: Properties): boolean {
  return Object.entries(values).some(([name, value]) => isDelicate(name, value));
}

function isDelicate(name: string, value: Value): boolean {
  if (isEmpty(value)) return false;
  return isSecretName(name) || MAY_HOLD_SECRETS.has(name) || mayNotBeKept(value);
}

const isEmpty = (value: Value): boolean => value === null || value === "" || (isList(value) && value.length === 0);

function mayNotBeKept(value: Value): boolean {
  if (typeof value === "string") return CREDENTIAL_SHAPES.some((shape) => value.search(shape) >= 0);
  if (isList(value)) return value.some(mayNotBeKept);
  if (isProperties(value)) return containsSensitiveValue(value);
  return isSecret(value) || isUnknown(value);
}
