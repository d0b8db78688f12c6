import { stripVTControlCharacters } from "node:util";

/**
 * Matches stack frames: `    at name (file:1:2)`, `    at file:1:2`, `    at async name (node:internal/x:1:2)`, and
 * `    ... 3 lines matching`.
 */
const FRAME = /^\s+(?:at .+|\.{3} \d+ (?:lines|more).*)$/;

/** Returns an SDK message without colors, stack frames, and the inspected properties of errors. */
export function stripStackTrace(message: string): string {
  const lines = stripVTControlCharacters(message).split("\n");
  const kept: string[] = [];
  let properties = false;
  for (const line of lines) {
    if (properties) {
      // The inspected properties of an error end with a brace in the first column.
      properties = line !== "}";
    } else if (FRAME.test(line)) properties = line.endsWith(" {");
    else kept.push(line.replace(/^<ref \*\d+> /, ""));
  }
  return kept.join("\n").trimEnd();
}
