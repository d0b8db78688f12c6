import { decodeText } from "./decode-text";
import { findCredentials } from "./find-credentials";
import { isSecretPropertyName } from "./secret-property-names";

/** Shorter values of a secret with several values are words or numbers. */
const MIN_NAMED_LENGTH = 4;
const MIN_GENERATED_LENGTH = 10;

/** What separates the values of lists, connection strings, environment files, YAML documents, and queries. */
const SEPARATORS: readonly RegExp[] = [/[\r\n]+/, /;/, /,/, /&/];

/** Matches a value with an optional name, such as `export TOKEN="…"` or `- token: …`. */
const ELEMENT = /^(?:export\s+|-\s+)?(?:["']?([\w.-][\w .-]{0,60})["']?\s*[=:]\s*)?["']?([^"'].*?)["']?$/;

/**
 * Yields the secrets inside a secret: the decoded text of a secret in base64 or hexadecimal, the password in a URL, and the
 * values of a list, a connection string, an environment file, or a YAML document. Programs take secrets apart and use the
 * parts. Hosts, users, and other ordinary values inside a secret are not secrets.
 */
export function* partsOf(secret: string): Iterable<string> {
  const decoded = decodeText(secret);
  if (decoded !== undefined) yield decoded;
  for (const span of findCredentials(secret)) {
    const credential = secret.slice(...span);
    if (credential === secret) continue;
    yield credential;
    const unescaped = decodeUrl(credential);
    if (unescaped !== credential) yield unescaped;
  }
  for (const separator of SEPARATORS) {
    for (const element of secret.split(separator)) {
      const value = secretValueIn(element.trim());
      if (value !== undefined && value.length < secret.length) yield value;
    }
  }
}

function secretValueIn(element: string): string | undefined {
  const [, name = "", value = ""] = ELEMENT.exec(element) ?? [];
  const isSecret = isSecretPropertyName(name) ? value.length >= MIN_NAMED_LENGTH : isGenerated(value);
  return isSecret ? value : undefined;
}

/** Whether a value is so irregular that it is a key or a password rather than a name. */
function isGenerated(value: string): boolean {
  const isToken = value.length >= MIN_GENERATED_LENGTH && /^[\w+/=~!@#$%^*-]+$/.test(value);
  return isToken && [/[a-z]/, /[A-Z]/, /\d.*\d/].every((characters) => characters.test(value));
}

function decodeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that is part of the password
  }
}
