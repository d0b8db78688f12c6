import { parseJson } from "../documents";
import { SECRET_MASK, SIGNATURE, SIGNATURES } from "../model";
import { createDecrypter, type Decrypter } from "../secrets";
import { readStateDocument, type State } from "./state";

/** A state with its secrets, as far as they can be read. */
export interface DecryptedState {
  readonly state: State;
  /** Why its secrets stay unknown, if they do, as a sentence. */
  readonly note?: string;
}

/**
 * The state in the text of a `pulumi stack export`. Secrets that a passphrase encrypted are decrypted with
 * PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, so that a change of one is seen.
 *
 * @param file only for messages
 * @throws PlanFileError
 */
export async function decryptState(
  content: string,
  file: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<DecryptedState> {
  const json = parseJson(content, file);
  if (!holdsCiphertext(json)) return { state: readStateDocument(json, file) };
  const salt = saltOf(json);
  const opened =
    salt === undefined ? "they are not encrypted with a passphrase" : await createDecrypter(salt, environment);
  if (typeof opened !== "function")
    return { state: readStateDocument(json, file), note: `The secrets in ${file} cannot be decrypted: ${opened}.` };
  return { state: readStateDocument(decrypted(json, opened), file) };
}

function saltOf(json: unknown): string | undefined {
  let found = json;
  for (const name of ["deployment", "secrets_providers", "state", "salt"]) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = found[name as keyof typeof found];
  }
  return typeof found === "string" ? found : undefined;
}

/** The encrypted text of a secret as states hold it; undefined for everything else. */
function ciphertextOf(json: object): string | undefined {
  const { [SIGNATURE]: signature, ciphertext } = json as Readonly<Record<string, unknown>>;
  const isSecret = signature === SIGNATURES.secret && typeof ciphertext === "string" && ciphertext !== SECRET_MASK;
  return isSecret ? ciphertext : undefined;
}

/** What is nested deeper is refused where it is read as a value, and not read elsewhere. */
const DEEPEST = 600;

function holdsCiphertext(json: unknown, depth = 0): boolean {
  if (typeof json !== "object" || json === null || depth > DEEPEST) return false;
  return ciphertextOf(json) !== undefined || Object.values(json).some((member) => holdsCiphertext(member, depth + 1));
}

function decrypted(json: unknown, decrypt: Decrypter, depth = 0): unknown {
  if (typeof json !== "object" || json === null || depth > DEEPEST) return json;
  if (Array.isArray(json)) return json.map((element) => decrypted(element, decrypt, depth + 1));
  const ciphertext = ciphertextOf(json);
  if (ciphertext === undefined)
    return Object.fromEntries(
      Object.entries(json).map(([name, member]) => [name, decrypted(member, decrypt, depth + 1)]),
    );
  try {
    return { [SIGNATURE]: SIGNATURES.secret, plaintext: decrypt(ciphertext) };
  } catch {
    // A damaged secret stays one of which nothing is known.
    return json;
  }
}
