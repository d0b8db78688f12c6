// Words in the names of properties with secret values, and endings of properties that only refer to a secret or configure
// one, such as `secretArn` or `passwordLength`.
const SECRET_WORDS =
  /pass(?:word|wd|phrase|code)|secret|credential|(?:^|_)creds?$|(?<=[a-z])Creds?$|token|auth_?key|(?:api|private|access|account|signing|encryption|shared|license|ssh|rsa)_?key|connection_?string|^(?:pwd|pass|auth|dsn)$|_(?:pwd|pass|dsn)$/i;
const HARMLESS_ENDINGS =
  /(?:arns?|names?|ids?|refs?|types?|urls?|uris?|endpoints?|path|length|version|lifetime|ttl|days|hours|minutes|seconds|time|validity|units?|enabled|required|expir(?:y|es|ation)|policy|rotation|manager|classes|provider|issuer|audiences?)$/i;

/** Matches a mask in the name of a property. Its word "secret" says nothing about the value of the property. */
const MASKS = /\[secret(?:-[0-9a-f]{6})?\]/g;

/**
 * The namespace of a configuration key or an IAM condition key. It says nothing about the value:
 * `token.actions.githubusercontent.com:sub` is the subject of a role's trust policy.
 */
const NAMESPACE = /^.*:/;

/** Whether the value of a property or variable with this name must be treated as a secret. */
export function isSecretPropertyName(name: string): boolean {
  const unmasked = name.replace(NAMESPACE, "").replace(MASKS, "");
  return SECRET_WORDS.test(unmasked) && !HARMLESS_ENDINGS.test(unmasked);
}
