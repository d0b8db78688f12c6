import { stripVTControlCharacters } from "node:util";

/**
 * Matches control characters, marks that reverse the direction of text, invisible characters, and lone surrogates. A
 * name could use them to move the cursor, recolor the verdict, or imitate another name.
 */
// Uses Unicode properties, because ESLint rejects control characters: Cc is control, Cf is format, Cs is surrogate.
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Returns a string as one line, with control characters escaped. */
export function oneLine(text: string): string {
  return escapeRunnerCommands(text.replace(DANGEROUS, escapeCharacter));
}

/** Returns the lines of program output, without colors and with other control characters escaped. */
export function escapedLines(text: string): readonly string[] {
  const lines = stripVTControlCharacters(text).trimEnd().split(/\r?\n/);
  return lines.map((line) => escapeRunnerCommands(line.replaceAll("\t", "    ").replace(DANGEROUS, escapeCharacter)));
}

/** Escapes `##[…]`, which is a command for the runner of GitHub Actions anywhere in a line. */
function escapeRunnerCommands(text: string): string {
  return text.replaceAll("##[", "## [");
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
