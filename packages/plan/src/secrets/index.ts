export { CREDENTIAL_PATTERNS } from "./credential-patterns";
export { maskSecrets } from "./mask-secrets";
export { createDecrypter, type Decrypter } from "./passphrase";
export { isSecretPropertyName } from "./secret-property-names";
