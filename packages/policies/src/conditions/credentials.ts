import { CREDENTIAL_PATTERNS, isSecretPropertyName } from "@roadbed/plan";

/** The minimum length of a value that is treated as a password. Shorter values are often placeholders such as "foo". */
const MINIMUM_LENGTH = 8;

/**
 * Matches `NAME=value` and `name: value` with a literal value. Excludes values that contain variables, commands or
 * templates, and values with a slash or a colon, which are references to a secret: a path, a URL, or an ARN.
 */
const ASSIGNMENT = /\b([a-z_]\w*)["']?[ \t]*[=:][ \t]*\\?["']?([^\s"'\\$`{}<>()/:;]+)(?=\\?["']|[\s;]|$)/gi;

/** Whether a script or configuration file contains a string in the format of a credential, or a literal with a secret name. */
export function containsCredential(source: string): boolean {
  return (
    CREDENTIAL_PATTERNS.some((pattern) => source.search(pattern) !== -1) ||
    [...source.matchAll(ASSIGNMENT)].some(
      ([, name = "", value = ""]) => value.length >= MINIMUM_LENGTH && isSecretPropertyName(name),
    )
  );
}
