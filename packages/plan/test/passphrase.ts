import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";

/** The passphrase with which `encrypt` encrypts. */
export const PASSPHRASE = "open sesame";
const salt = randomBytes(8);
const key = pbkdf2Sync(PASSPHRASE, salt, 1_000_000, 32, "sha256");

/** Encrypts a secret as the Pulumi CLI does. */
export function encrypt(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const bytes = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${bytes.toString("base64")}`;
}
/** The salt for stack files and states. */
export const encryptionSalt = `v1:${salt.toString("base64")}:${encrypt("pulumi")}`;
