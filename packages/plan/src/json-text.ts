import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import { PlanFileError } from "./plan-file-error";

/**
 * Parses JSON. `file` is only for messages, `firstLine` the number of the text's first line in it.
 *
 * @throws PlanFileError `syntax` with line and column
 */
export function parseJson(text: string, file: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const fault = findFault(text);
    // Node's own message quotes the text, which may hold secrets, and mostly lacks the position.
    if (fault === undefined) throw new PlanFileError("syntax", `${file} is not JSON.`, { cause: error });
    const before = text.slice(0, fault.offset).split("\n");
    const line = firstLine + before.length - 1;
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new PlanFileError("syntax", `${file}:${line}:${column}: not JSON: ${fault.complaint}.`);
  }
}

function findFault(text: string): { readonly offset: number; readonly complaint: string } | undefined {
  if (text.trim() === "") return { offset: 0, complaint: "there is nothing in it" };
  // Loaded only for a broken file: the built-in parser is faster, but does not say where.
  const jsonc = createRequire(__filename)("jsonc-parser") as typeof Jsonc;
  let first: { offset: number; complaint: string } | undefined;
  const onError = (error: Jsonc.ParseErrorCode, offset: number): void => {
    first ??= { offset, complaint: spell(jsonc.printParseErrorCode(error)) };
  };
  try {
    jsonc.visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    // The parser is recursive: millions of open brackets exhaust the stack before it meets the fault.
    if (!(error instanceof RangeError)) throw error;
  }
  return first;
}

/** `CommaExpected` as words. */
function spell(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
