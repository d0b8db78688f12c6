import { stripVTControlCharacters } from "node:util";

/**
 * Control characters of both sets, the marks that reverse the direction of text, invisible characters, and half
 * surrogates: what a name could use to move the cursor, recolour the verdict or show itself as another name.
 */
// eslint's no-control-regex would have these spelt otherwise, hence the properties: Cc control, Cf format, Cs surrogate.
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Text on one line, with everything that a terminal would obey made visible as an escape. */
export function oneLine(text: string): string {
  return defused(text.replace(DANGEROUS, escaped));
}

/** Text of a program on its own lines, colours taken out, everything else that a terminal would obey made visible. */
export function severalLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).trimEnd().split(/\r?\n/);
  return lines.map((line) => defused(line.replaceAll("\t", "    ").replace(DANGEROUS, escaped)));
}

/** `##[…]` is an order to the runner of GitHub Actions wherever it stands in a line. */
function defused(text: string): string {
  return text.replaceAll("##[", "## [");
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
