import { goJson } from "../documents";

/** Shorter secrets are part of too many ordinary words. */
const MIN_LENGTH = 3;
/** Parts of a secret, such as its lines, are hidden individually if they have at least this length. */
const MIN_PART_LENGTH = 8;

/** Yields the forms in which a text can repeat a secret, completely or line by line. */
export function* encodingsOf(secret: string): Iterable<string> {
  yield* completeEncodingsOf(secret);
  const lines = secret.trim().split(/\s*[\r\n]\s*/);
  for (const line of lines) if (line.length >= MIN_PART_LENGTH) yield line;
}

/**
 * Yields the forms in which a text can repeat a complete secret: as it is, in base64, as bytes, and with the escapes of JSON,
 * URLs, HTML, and shells.
 */
export function* completeEncodingsOf(secret: string): Iterable<string> {
  const trimmed = secret.trim();
  if (trimmed.length < MIN_LENGTH) return;
  // Encoded from bytes, because a lone surrogate cannot be URL-encoded.
  const bytes = Buffer.from(trimmed);
  const url = encodeURIComponent(bytes.toString());
  const hex = bytes.toString("hex");
  yield trimmed;
  yield* escapedForms(trimmed);
  yield url;
  yield url.replaceAll("%20", "+");
  yield* [hex, hex.toUpperCase()];
  if (bytes.length >= MIN_PART_LENGTH) yield* byteLists(bytes);
  yield* base64Of(bytes);
  // Encoders include the line break at the end of a file.
  if (secret !== trimmed) yield* base64Of(Buffer.from(secret));
}

function* escapedForms(secret: string): Iterable<string> {
  yield JSON.stringify(secret).slice(1, -1);
  yield goJson(secret).slice(1, -1);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  yield html.replaceAll('"', "&quot;").replaceAll("'", "&#39;");
  yield html.replaceAll('"', "&#34;").replaceAll("'", "&#39;");
  yield secret.replaceAll("'", String.raw`'\''`);
  yield secret.replaceAll(/[^\w@%+=:,./-]/g, String.raw`\$&`);
}

/** The number of bytes that Node prints of a buffer. */
const PRINTED_BYTES = 50;

/** Yields bytes as Node prints a buffer, as JSON contains a buffer, and as lists of numbers. */
function* byteLists(bytes: Buffer): Iterable<string> {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  yield pairs.slice(0, PRINTED_BYTES).join(" ");
  yield* [bytes.join(","), bytes.join(", ")];
}

function* base64Of(bytes: Buffer): Iterable<string> {
  yield bytes.toString("base64");
  yield bytes.toString("base64url");
  // Inside a longer text, such as "user:secret", a secret begins at any of three positions of a group. The characters at
  // both ends also depend on what surrounds the secret.
  for (const offset of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const end = Math.floor((padded.length * 4) / 3);
    const inner = padded.toString("base64").slice(offset === 0 ? 0 : offset + 1, end);
    if (inner.length < MIN_PART_LENGTH) continue;
    yield inner;
    yield inner.replaceAll("+", "-").replaceAll("/", "_");
  }
}
