import { isProperties, propertyMap, UNKNOWN, unwrapSecret, type Properties, type Value } from "../model";

/** The type of a Helm release. */
export const RELEASE_TYPE = "kubernetes:helm.sh/v3:Release";

/** The inputs that the provider's `Check` sets if the program does not. */
const DEFAULTS: readonly (readonly [name: string, value: Value])[] = [
  ...[
    ...[
      "allowNullValues",
      "atomic",
      "cleanupOnFail",
      "createNamespace",
      "dependencyUpdate",
      "devel",
      "disableCRDHooks",
    ],
    ...["disableOpenapiValidation", "disableWebhooks", "forceUpdate", "lint", "recreatePods", "renderSubchartNotes"],
    ...["replace", "resetValues", "reuseValues", "skipAwait", "skipCrds", "verify", "waitForJobs"],
  ].map((name) => [name, false] as const),
  ...["description", "keyring", "postrender", "version"].map((name) => [name, ""] as const),
  ["values", propertyMap()],
];

const REPOSITORY_DEFAULTS = ["caFile", "certFile", "keyFile", "password", "repo", "username"].map(
  (name) => [name, ""] as const,
);

/** The inputs that the provider ignores, and the file that it replaces with its content, `values`. */
const NOT_STORED: ReadonlySet<string> = new Set([
  ...["checksum", "compat", "manifest", "resourceNames", "status", "valueYamlFiles"],
]);

const TIMEOUT_SECONDS = 300;

/** The keyring that the provider uses to verify a chart. Its path depends on the user who deploys. */
const USER_KEYRING = "/.gnupg/pubring.gpg";

/** Matches an exact chart version. Any other version is a constraint, such as `^1.2`. */
const EXACT_VERSION = /^v?\d+\.\d+\.\d+(?:[-+].*)?$/;

/**
 * Returns the inputs of a Helm release as the provider's `Check` completes them.
 *
 * @remarks Without an exact version in the program, the chart's version in the state is assumed to be current. The
 * content of values files is not known.
 *
 * @param old - the inputs in the state, which contain the generated name
 */
export function checkRelease(old: Properties, inputs: Properties, namespace: Value | undefined): Properties {
  const { name, version, verify, keyring } = inputs;
  const members = new Map<string, Value>(Object.entries(withDefaults(inputs)));
  if (isUnset(name) && old.name !== undefined) members.set("name", old.name);
  if (isUnset(inputs.namespace) && namespace !== undefined) members.set("namespace", namespace);
  if (!isExactVersion(version) && old.version !== undefined) members.set("version", old.version);
  if (verify === true && isUnset(keyring) && isUserKeyring(old.keyring)) members.set("keyring", old.keyring ?? "");
  return propertyMap(members);
}

/** Returns the inputs with the defaults and without the inputs that the provider does not store. */
export function withDefaults(inputs: Properties): Properties {
  const { repositoryOpts, skipAwait, valueYamlFiles } = inputs;
  const timeout = skipAwait === true ? 0 : TIMEOUT_SECONDS;
  const stored = Object.entries(inputs).filter(([name, value]) => value !== null && !NOT_STORED.has(name));
  return propertyMap([
    ...DEFAULTS,
    ["timeout", timeout],
    ...stored,
    ...(isProperties(repositoryOpts)
      ? [["repositoryOpts", propertyMap([...REPOSITORY_DEFAULTS, ...Object.entries(repositoryOpts)])] as const]
      : []),
    ...(isUnset(valueYamlFiles) ? [] : [["values", UNKNOWN] as const]),
  ]);
}

const isUnset = (value: Value | undefined) => value === undefined || value === null || value === "";

function isExactVersion(version: Value | undefined): boolean {
  const known = version === undefined ? "" : unwrapSecret(version);
  return typeof known !== "string" || EXACT_VERSION.test(known);
}

const isUserKeyring = (keyring: Value | undefined) => typeof keyring === "string" && keyring.endsWith(USER_KEYRING);
