/**
 * Words that make a property's value a secret whatever the program says, and the endings that make it the name of a
 * secret, or a setting of one, instead.
 */
const SECRET_WORDS =
  /pass(?:word|wd|phrase|code)|secret|credential|token|auth_?key|(?:api|private|access|account|signing|encryption|shared|license|ssh|rsa)_?key|connection_?string|^(?:pwd|pass|auth|dsn)$|_(?:pwd|pass|dsn)$/i;
const INNOCENT_ENDINGS =
  /(?:arns?|names?|ids?|refs?|types?|urls?|uris?|endpoints?|path|length|version|lifetime|ttl|days|hours|minutes|seconds|validity|units?|enabled|required|expir(?:y|es|ation)|policy|rotation|manager|classes|provider|issuer|audiences?)$/i;

/** Whether a property or variable of this name must be taken to hold a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_WORDS.test(name) && !INNOCENT_ENDINGS.test(name);
}
