export { CREDENTIAL_SHAPES } from "./credential-shapes";
export { maskSecrets } from "./mask-secrets";
export { createDecrypter, type Decrypter } from "./passphrase";
export { isSecretName } from "./secret-names";
