import { CREDENTIAL_SHAPES, isSecretName } from "@roadbed/plan";

/** The shortest text that counts as a password: below, placeholders such as "foo" abound. */
const SHORTEST_LENGTH = 8;

/**
 * `NAME=value` and `name: value` with the value written out. One that is made of variables, commands or templates is not,
 * and what holds a slash or a colon is the name or the place of a secret: a path, a URL, an ARN.
 */
const ASSIGNMENT = /\b([a-z_]\w*)["']?[ \t]*[=:][ \t]*\\?["']?([^\s"'\\$`{}<>()/:;]+)(?=\\?["']|[\s;]|$)/gi;

/** Whether a script or configuration holds a credential: by its shape, or written out under a name that looks secret. */
export function containsCredential(text: string): boolean {
  return (
    CREDENTIAL_SHAPES.some((shape) => text.search(shape) !== -1) ||
    [...text.matchAll(ASSIGNMENT)].some(
      ([, name = "", value = ""]) => value.length >= SHORTEST_LENGTH && isSecretName(name),
    )
  );
}
