import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/** Decrypts what the passphrase secrets manager of the Pulumi CLI encrypted: `v1:<nonce>:<ciphertext>`. */
export type Decrypter = (encrypted: string) => string;

const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/**
 * A decrypter for the salt of a stack, or the reason why there is none, as the end of a sentence.
 *
 * @param salt `encryptionsalt` of a stack file, or the salt in a state
 */
export async function createDecrypter(salt: string, environment: NodeJS.ProcessEnv): Promise<Decrypter | string> {
  const passphrase = readPassphrase(environment);
  if (typeof passphrase !== "string") return passphrase.reason;
  // v1:<salt>:v1:<nonce>:<ciphertext>, where the ciphertext is of the word "pulumi" and tells a wrong passphrase.
  const parts = salt.split(":");
  if (parts.length !== 5 || parts[0] !== "v1") return "the encryption salt is not one of a passphrase";
  const key = await promisify(pbkdf2)(passphrase, Buffer.from(parts[1] ?? "", "base64"), ROUNDS, KEY_BYTES, "sha256");
  const decrypt: Decrypter = (encrypted) => decipher(key, encrypted);
  try {
    if (decrypt(parts.slice(2).join(":")) === "pulumi") return decrypt;
  } catch {
    // An authentication failure of AES-GCM: said below, as for a wrong word.
  }
  return "the passphrase is not the one that encrypted them";
}

function readPassphrase(environment: NodeJS.ProcessEnv): string | { reason: string } {
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  if (passphrase !== undefined) return passphrase;
  if (file === undefined || file === "") return { reason: "PULUMI_CONFIG_PASSPHRASE is not set" };
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return { reason: `PULUMI_CONFIG_PASSPHRASE_FILE names ${file}, which cannot be read` };
  }
}

function decipher(key: Buffer, encrypted: string): string {
  const [version, nonce, text] = encrypted.split(":");
  if (version !== "v1" || nonce === undefined || text === undefined) throw new Error("not a v1 ciphertext");
  const bytes = Buffer.from(text, "base64");
  const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), cipher.final()]).toString("utf8");
}
