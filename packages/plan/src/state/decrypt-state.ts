import { parseJson } from "../documents";
import { SECRET_MASK, SIGNATURE, SIGNATURES } from "../model";
import { createDecrypter, type Decrypter } from "../secrets";
import { readStateDocument, type State } from "./state";

/** A state whose secrets are decrypted if possible. */
export interface DecryptedState {
  /** The state. */
  readonly state: State;
  /** Why the secrets remain unknown, as a sentence. */
  readonly note?: string;
}

/**
 * Parses the output of `pulumi stack export` and decrypts its secrets with PULUMI_CONFIG_PASSPHRASE or
 * PULUMI_CONFIG_PASSPHRASE_FILE, so that changes to secrets are detected.
 *
 * @param file - the file name for messages
 * @throws PlanFileError
 */
export async function decryptState(
  content: string,
  file: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<DecryptedState> {
  const json = parseJson(content, file);
  if (!containsCiphertext(json)) return { state: readStateDocument(json, file) };
  const salt = saltOf(json);
  const decrypter =
    salt === undefined ? "they are not encrypted with a passphrase" : await createDecrypter(salt, environment);
  if (typeof decrypter !== "function")
    return {
      state: readStateDocument(json, file),
      note: `The secrets in ${file} cannot be decrypted: ${decrypter}.`,
    };
  return { state: readStateDocument(decryptSecrets(json, decrypter), file) };
}

function saltOf(json: unknown): string | undefined {
  let found = json;
  for (const name of ["deployment", "secrets_providers", "state", "salt"]) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = found[name as keyof typeof found];
  }
  return typeof found === "string" ? found : undefined;
}

/** Returns the ciphertext of an encrypted secret, or undefined for other objects. */
function ciphertextOf(json: object): string | undefined {
  const { [SIGNATURE]: signature, ciphertext } = json as Readonly<Record<string, unknown>>;
  const isSecret = signature === SIGNATURES.secret && typeof ciphertext === "string" && ciphertext !== SECRET_MASK;
  return isSecret ? ciphertext : undefined;
}

/** The depth at which the search for secrets stops. The reader rejects values that are nested this deeply. */
const MAX_DEPTH = 600;

function containsCiphertext(json: unknown, depth = 0): boolean {
  if (typeof json !== "object" || json === null || depth > MAX_DEPTH) return false;
  return (
    ciphertextOf(json) !== undefined || Object.values(json).some((member) => containsCiphertext(member, depth + 1))
  );
}

function decryptSecrets(json: unknown, decrypt: Decrypter, depth = 0): unknown {
  if (typeof json !== "object" || json === null || depth > MAX_DEPTH) return json;
  if (Array.isArray(json)) return json.map((element) => decryptSecrets(element, decrypt, depth + 1));
  const ciphertext = ciphertextOf(json);
  if (ciphertext === undefined)
    return Object.fromEntries(
      Object.entries(json).map(([name, member]) => [name, decryptSecrets(member, decrypt, depth + 1)]),
    );
  try {
    return { [SIGNATURE]: SIGNATURES.secret, plaintext: decrypt(ciphertext) };
  } catch {
    // The value of a damaged secret remains unknown.
    return json;
  }
}
