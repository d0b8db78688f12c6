import { readFileSync, realpathSync, statSync } from "node:fs";
import { extname, resolve, sep } from "node:path";
import { isSecretPropertyName, SECRET_MASK, type Scrubber, type SourcePosition } from "@roadbed/plan";
import { oneLine } from "../../terminal/escape";

/** Returns the line of a program at a position, without secrets, or undefined if it cannot be shown. */
export type SourceLines = (directory: string, position: SourcePosition) => string | undefined;

/** The extensions of programs. Other files of the directory, such as `.env`, are not shown, even if a plan names them. */
const EXTENSIONS: ReadonlySet<string> = new Set([".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"]);
/** Larger files and longer lines are generated code. */
const MAX_BYTES = 1_000_000;
const MAX_CHARACTERS = 500;

/**
 * Returns a function that reads lines of programs. It reads only source files in the directory of a program, because a
 * plan from a file can name any file.
 */
export function sourceLines(scrubber: Pick<Scrubber, "scrub">): SourceLines {
  const files = new Map<string, readonly string[]>();
  return (directory, { file, line }) => {
    const path = resolve(directory, file);
    const lines = files.get(path) ?? readLines(directory, path);
    files.set(path, lines);
    const code = lines[line - 1]?.trim() ?? "";
    if (code === "" || code.length > MAX_CHARACTERS) return undefined;
    return oneLine(scrubber.scrub(maskLiterals(code)).replaceAll("\t", " "));
  };
}

/** Returns the lines of a source file in a directory. Returns no lines if the file cannot be shown. */
function readLines(directory: string, path: string): readonly string[] {
  try {
    const file = realpathSync(path);
    const isInside = file.startsWith(realpathSync(directory) + sep);
    if (!isInside || !EXTENSIONS.has(extname(file).toLowerCase())) return [];
    const stats = statSync(file);
    return stats.isFile() && stats.size <= MAX_BYTES ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  } catch {
    return []; // The file may no longer exist, and a report without an excerpt is complete.
  }
}

/** Matches a string literal that is assigned to a name, as in `password: "hunter2"`. */
const NAMED_LITERAL = /([A-Za-z_$][\w$]*)(["'`]?\]?\s*(?::|=|\?\?|\|\|)\s*)(["'`])((?:\\.|(?!\3)[^\\])*)/g;

/** Hides literals under secret names. The scrubber keeps short ones, which are not secrets in other text. */
function maskLiterals(code: string): string {
  return code.replace(NAMED_LITERAL, (match, name: string, operator: string, quote: string) =>
    isSecretPropertyName(name) ? name + operator + quote + SECRET_MASK : match,
  );
}
