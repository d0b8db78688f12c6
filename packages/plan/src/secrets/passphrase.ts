import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

/** Decrypts a secret of the Pulumi CLI's passphrase secrets provider: `v1:<nonce>:<ciphertext>`. */
export type Decrypter = (encrypted: string) => string;

const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/**
 * Creates the decrypter of a stack, with the passphrase in the environment.
 *
 * @param salt - `encryptionsalt` of a stack file, or the salt in a state
 * @returns the decrypter, or a clause that explains why the secrets cannot be decrypted
 */
export async function createDecrypter(salt: string, environment: NodeJS.ProcessEnv): Promise<Decrypter | string> {
  const passphrase = readPassphrase(environment);
  if (typeof passphrase !== "string") return passphrase.reason;
  // v1:<salt>:v1:<nonce>:<ciphertext>. The ciphertext is the word "pulumi", which verifies the passphrase.
  const parts = salt.split(":");
  if (parts.length !== 5 || parts[0] !== "v1") return "the encryption salt does not belong to a passphrase";
  const key = await promisify(pbkdf2)(passphrase, Buffer.from(parts[1] ?? "", "base64"), ROUNDS, KEY_BYTES, "sha256");
  const decrypt: Decrypter = (encrypted) => decipher(key, encrypted);
  try {
    if (decrypt(parts.slice(2).join(":")) === "pulumi") return decrypt;
  } catch {
    // The authentication of AES-GCM fails for a wrong passphrase. Reported below, as for a wrong word.
  }
  return "the passphrase is wrong";
}

function readPassphrase(environment: NodeJS.ProcessEnv): string | { reason: string } {
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  if (passphrase !== undefined) return passphrase;
  if (file === undefined || file === "") return { reason: "PULUMI_CONFIG_PASSPHRASE is not set" };
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return { reason: `the file ${file} in PULUMI_CONFIG_PASSPHRASE_FILE cannot be read` };
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
