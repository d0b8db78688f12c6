export { CREDENTIAL_PATTERNS } from "./credential-patterns";
export { containsCredential, findCredentials } from "./find-credentials";
export { createDecrypter, type Decrypter } from "./passphrase";
export { concealSecrets } from "./conceal-secrets";
export { encodingsOf } from "./secret-encodings";
export { Scrubber } from "./scrubber";
export { isSecretPropertyName } from "./secret-property-names";
export { collectSecrets, isLabeledSecret, parseDocument, publicNamesOf, secretValuesOf } from "./secret-values";
