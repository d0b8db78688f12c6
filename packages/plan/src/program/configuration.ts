import { goJson } from "../documents";
import { fullKey, type ConfigurationValue } from "./configuration-value";
import { PreviewError } from "../errors";
import { makeSecret, type Value } from "../model";
import { collectSecrets, createDecrypter, isSecretPropertyName, type Decrypter, type NamedSecret } from "../secrets";
import { applyProjectDefaults } from "./configuration-schema";
import type { Project } from "./project";
import { readStackFile } from "./stack-file";
import type { YamlFile } from "./yaml-file";

/** A stack's configuration. */
export interface Configuration {
  /** The values by full key, `<namespace>:<name>`. */
  readonly settings: ReadonlyMap<string, ConfigurationValue>;
  /** The full keys of secrets that could not be decrypted. The program receives a placeholder for each secret. */
  readonly undecryptable: readonly string[];
  /** Sentences about other settings that could not be resolved. */
  readonly notes: readonly string[];
}

/**
 * Returns the value that the program receives for a secret that cannot be decrypted. It contains the key, so that the plan
 * shows where the program uses the secret.
 */
export const secretPlaceholder = (key: string): string => `[undecryptable secret ${key}]`;

/**
 * Returns a stack's configuration, which consists of the stack file, overrides, and the project's defaults.
 *
 * @throws PreviewError `configuration` if a file is invalid or a value does not match its declaration
 */
export async function readConfiguration(
  project: Project,
  stack: string,
  overrides: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
): Promise<Configuration> {
  const file = readStackFile(project, stack);
  const settings = new Map<string, ConfigurationValue>();
  const undecryptable: string[] = [];
  const notes: string[] = [];
  if (file !== undefined) {
    const reader = await openSecrets(file, environment, notes);
    for (const key of file.keys("config")) {
      const full = fullKey(project.project, key);
      if (full === undefined)
        throw file.problem(
          ["config", key],
          `invalid key: expected <name> or <namespace>:<name>, got ${JSON.stringify(key)}`,
        );
      const read = readSetting(full, file.get("config", key), reader);
      settings.set(full, read.setting);
      if (read.undecryptable) undecryptable.push(full);
    }
    if (file.get("environment") !== undefined)
      notes.push(`${file.path} imports Pulumi ESC environments, which only Pulumi Cloud can resolve.`);
  }
  for (const [key, value] of Object.entries(overrides)) {
    const full = fullKey(project.project, key);
    if (full === undefined)
      throw new PreviewError(
        "usage",
        `Invalid configuration key: expected <name> or <namespace>:<name>, got ${JSON.stringify(key)}.`,
      );
    const secret = settings.get(full)?.secret ?? false;
    settings.set(full, { value, secret, secrets: secret ? [value] : [], structured: false });
    if (undecryptable.includes(full)) undecryptable.splice(undecryptable.indexOf(full), 1);
  }
  applyProjectDefaults(project, stack, settings, new Set(undecryptable));
  return { settings, undecryptable, notes };
}

/** Returns the keys whose values are secret. */
export function secretKeys({ settings }: Configuration): string[] {
  return [...settings].filter(([, { secret }]) => secret).map(([key]) => key);
}

/**
 * Returns the strings that are encrypted in the configuration, those inside an encrypted JSON document, and those with the
 * name of a secret.
 */
export function secretStrings({ settings }: Configuration): string[] {
  const found = new Set<string>();
  const add = (secret: string): void => void found.add(secret);
  for (const [key, { value, secrets, structured }] of settings) {
    for (const secret of secrets) collectSecrets(makeSecret(secret), add);
    collectSecrets({ [key]: structured ? (JSON.parse(value) as Value) : value }, add);
  }
  return [...found];
}

/**
 * Returns the secrets of the configuration with their keys: the strings that are encrypted, those inside an encrypted JSON
 * document, and the placeholders of secrets that could not be decrypted.
 */
export function configurationSecrets({ settings, undecryptable }: Configuration): NamedSecret[] {
  return [...settings].flatMap(([name, { secrets }]) => {
    const values = new Set(undecryptable.includes(name) ? [secretPlaceholder(name)] : []);
    for (const secret of secrets) collectSecrets(makeSecret(secret), (value) => values.add(value));
    return [...values].map((value): NamedSecret => ({ origin: "configuration", name, value }));
  });
}

/**
 * Returns the strings of the configuration that are neither encrypted nor named like a secret, including those inside arrays
 * and objects.
 */
export function plainStrings({ settings }: Configuration): string[] {
  return [...settings].flatMap(([key, { value, secrets, structured }]) =>
    leavesOf(key, structured ? JSON.parse(value) : value).filter((leaf) => !secrets.includes(leaf)),
  );
}

function leavesOf(name: string, value: unknown): string[] {
  if (isSecretPropertyName(name)) return [];
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([member, inner]) => leavesOf(member, inner));
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

async function openSecrets(
  file: YamlFile,
  environment: NodeJS.ProcessEnv,
  notes: string[],
): Promise<Decrypter | undefined> {
  if (!containsSecure(file.get("config"))) return undefined;
  const salt = file.string("encryptionsalt");
  const provider = file.string("secretsprovider");
  const decrypter =
    salt === undefined
      ? `they are encrypted by ${provider === undefined || provider === "default" ? "Pulumi Cloud" : (provider.split(":")[0] ?? "")}`
      : await createDecrypter(salt, environment);
  if (typeof decrypter === "function") return decrypter;
  notes.push(`The secrets in ${file.path} cannot be decrypted: ${decrypter}.`);
  return undefined;
}

function containsSecure(value: unknown): boolean {
  if (ciphertextOf(value) !== undefined) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecure);
}

/** Returns the ciphertext in `{ secure: ciphertext }`, which is the format of secrets in a stack file. */
function ciphertextOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value as Record<string, unknown>);
  const [only] = entries;
  return entries.length === 1 && only?.[0] === "secure" && typeof only[1] === "string" ? only[1] : undefined;
}

function readSetting(
  key: string,
  data: unknown,
  decrypter: Decrypter | undefined,
): { setting: ConfigurationValue; undecryptable: boolean } {
  let undecryptable = false;
  let secret = false;
  const secrets: string[] = [];
  const decrypt = (ciphertext: string) => {
    secret = true;
    try {
      if (decrypter !== undefined) {
        const decrypted = decrypter(ciphertext);
        secrets.push(decrypted);
        return decrypted;
      }
    } catch {
      // A damaged secret is treated like a secret without a passphrase.
    }
    undecryptable = true;
    return secretPlaceholder(key);
  };
  const plain = toPlain(data, decrypt);
  const structured = typeof plain === "object";
  const value = typeof plain === "string" ? plain : typeof data === "bigint" ? String(data) : goJson(plain);
  return { setting: { value, secret, secrets, structured }, undecryptable };
}

type Plain = null | string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** Returns plain data: with decrypted secrets, bigints as numbers, and keys in the same order as in the Pulumi CLI. */
function toPlain(value: unknown, decrypt: (ciphertext: string) => string): Plain {
  const ciphertext = ciphertextOf(value);
  if (ciphertext !== undefined) return decrypt(ciphertext);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((element) => toPlain(element, decrypt));
  if (typeof value !== "object" || value === null) return null;
  const sorted = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  const result = Object.create(null) as Record<string, Plain>;
  for (const [name, member] of sorted) result[name] = toPlain(member, decrypt);
  return result;
}
