/** Shorter texts in hexadecimal or base64 are ordinary words. */
const MIN_LENGTH = 12;

/** Returns the text that another text contains in hexadecimal or base64, or undefined if it contains no text in one of them. */
export function decodeText(encoded: string): string | undefined {
  const compact = encoded.replaceAll(/\s/g, "");
  if (compact.length < MIN_LENGTH) return undefined;
  if (/^(?:[\da-f]{2})+$/i.test(compact)) return textIn(Buffer.from(compact, "hex"));
  return /^[\w+/-]+={0,2}$/.test(compact) ? textIn(Buffer.from(compact, "base64")) : undefined;
}

/** Returns bytes as text unless they contain control characters or are not UTF-8. */
function textIn(bytes: Buffer): string | undefined {
  const text = bytes.toString();
  return /\uFFFD|(?!\s)\p{Cc}/u.test(text) ? undefined : text;
}
