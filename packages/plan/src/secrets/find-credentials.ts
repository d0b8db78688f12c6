import { CREDENTIAL_PATTERNS } from "./credential-patterns";
import { isSecretPropertyName } from "./secret-property-names";

/** The start and end of a part of a text. */
export type Span = readonly [start: number, end: number];

/** Shorter values that are assigned in a script are often placeholders such as "foo". */
const MIN_ASSIGNED_LENGTH = 8;

/** Matches values in places where credentials are expected. */
const CREDENTIAL_PLACES: readonly RegExp[] = [
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/gi, // scheme://user:password@host
  /(?<=\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|bearer)\s)[\w.~+/=-]{8,}/gi,
];

/**
 * Matches `NAME=value` and `name: value` with a literal value. Excludes values that contain variables, commands, or
 * templates, and values with a slash or a colon, which are references to a secret: a path, a URL, or an ARN. The text can be
 * JSON with escaped line breaks. Lengths are limited, because the time would otherwise grow with their square.
 */
const ASSIGNMENT =
  /\b([a-z_]\w{0,100})["']?[ \t]*[=:][ \t]*\\?["']?([^\s"'\\$`{}<>()/:;]{1,500})(?=\\?["']|\\[nrt]|[\s;]|$)/dgi;

/** Matches the value that a message of Roadbed quotes after a path, as in `token: expected a function, got "hunter2"`. */
const QUOTED_VALUE = /\b([a-z_]\w{0,100})["\]]{0,2}: expected [^\n]{1,200}?, got "((?:[^"\\]|\\.)+)"/dgi;

/** The word after the path in such a message. It is not the value of the path. */
const MESSAGE_WORD = "expected";

/** Matches a member of a JSON object with a string value. */
const JSON_MEMBER = /"([a-z_][\w.-]{0,100})"\s{0,3}:\s{0,3}"((?:[^"\\]|\\.)+)"/dgi;

/**
 * Returns the parts of a text that look like credentials: by their pattern, by their place in a URL or a header, or as a
 * literal under a secret name.
 */
export function findCredentials(text: string): Span[] {
  const assigned = namedValues(text, ASSIGNMENT, MIN_ASSIGNED_LENGTH).filter(
    (span) => text.slice(...span) !== MESSAGE_WORD,
  );
  const quoted = [...namedValues(text, JSON_MEMBER, 1), ...namedValues(text, QUOTED_VALUE, 1)];
  return [...matchCredentialPatterns(text), ...assigned, ...quoted];
}

/** Returns the parts of a text that look like credentials by their pattern, or by their place in a URL or a header. */
export function matchCredentialPatterns(text: string): Span[] {
  return [...CREDENTIAL_PATTERNS, ...CREDENTIAL_PLACES].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }): Span => [index, index + length]),
  );
}

/** Whether a script or configuration file contains a credential that matches a pattern or has a secret name. */
export function containsCredential(source: string): boolean {
  return (
    CREDENTIAL_PATTERNS.some((pattern) => source.search(pattern) !== -1) ||
    namedValues(source, ASSIGNMENT, MIN_ASSIGNED_LENGTH).length > 0
  );
}

/** Matches the token of a provider function or a type, which an answer file contains as `token`. */
const FUNCTION_TOKEN = /^[a-z][a-z\d-]{0,50}:[a-z][\w/.-]{0,100}:[a-z]\w{0,100}$/i;

function namedValues(text: string, pattern: RegExp, minimum: number): Span[] {
  return [...text.matchAll(pattern)].flatMap(({ 1: name = "", indices }): Span[] => {
    const span = indices?.[2];
    if (span === undefined || span[1] - span[0] < minimum || !isSecretPropertyName(name)) return [];
    return name === "token" && FUNCTION_TOKEN.test(text.slice(...span)) ? [] : [span];
  });
}
