import { stripVTControlCharacters } from "node:util";

/**
 * Matches stack frames: `    at name (file:1:2)`, `    at file:1:2`, `    at async name (node:internal/x:1:2)`, and
 * `    ... 3 lines matching`.
 */
const FRAME = /^\s+(?:at .+|\.{3} \d+ (?:lines|more).*)$/;

/** Match the file and the position in a stack frame with and without a function name. */
const NAMED_FRAME = /^\s+at [^(]*\((?<file>.+):(?<place>\d+:\d+)\)(?: \{)?$/;
const BARE_FRAME = /^\s+at (?:async )?(?<file>.+):(?<place>\d+:\d+)(?: \{)?$/;

/** Matches the first line of an error, such as `TypeError: x is not a function`. */
const ERROR_LINE = /^[\w$.]*(?:Error|Exception)\b/;

/** The line above the modules that Node.js lists if a module is missing, one per line. */
const REQUIRE_STACK = "Require stack:";

/**
 * Returns an SDK message without colors, stack frames, and the inspected properties of errors. The position in the
 * first stack frame of the program is added to the first line of the error.
 *
 * @param pathInProgram - returns the path to display for a file of the program, or undefined for other files
 */
export function stripStackTrace(message: string, pathInProgram: (file: string) => string | undefined): string {
  const lines = stripVTControlCharacters(message).split("\n");
  const kept: string[] = [];
  let position: string | undefined;
  let skipped: "properties" | "modules" | undefined;
  for (const line of lines) {
    if (skipped === "properties") {
      // The inspected properties of an error end with a brace in the first column.
      if (line === "}") skipped = undefined;
      continue;
    }
    if (skipped === "modules" && line.startsWith("- ")) continue;
    skipped = line === REQUIRE_STACK ? "modules" : undefined;
    if (FRAME.test(line)) {
      position ??= positionIn(line, pathInProgram);
      if (line.endsWith(" {")) skipped = "properties";
    } else if (skipped === undefined) kept.push(line.replace(/^<ref \*\d+> /, ""));
  }
  if (position !== undefined) addPosition(kept, position);
  return kept.join("\n").trimEnd();
}

function positionIn(frame: string, pathInProgram: (file: string) => string | undefined): string | undefined {
  const { file = "", place = "" } = (NAMED_FRAME.exec(frame) ?? BARE_FRAME.exec(frame))?.groups ?? {};
  const path = pathInProgram(file);
  return path === undefined ? undefined : `${path}:${place}`;
}

function addPosition(lines: string[], position: string): void {
  const found = lines.findIndex((line) => ERROR_LINE.test(line));
  const index = found < 0 ? lines.length - 1 : found;
  const line = lines[index];
  if (line !== undefined) lines[index] = `${line} (${position})`;
}
