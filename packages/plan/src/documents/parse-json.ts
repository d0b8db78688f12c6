import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import { PlanFileError } from "../errors";

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
    const { line, column } = lineAndColumn(text, fault.offset);
    throw new PlanFileError("syntax", `${file}:${firstLine + line - 1}:${column}: not JSON: ${fault.complaint}.`);
  }
}

/**
 * Where a member stands in a JSON text that parses; if it is not there, where what should hold it does.
 *
 * @param path from the outermost to the innermost
 */
export function jsonLocation(
  text: string,
  path: readonly (string | number)[],
): { readonly line: number; readonly column: number } {
  const { findNodeAtLocation, parseTree } = createRequire(__filename)("jsonc-parser") as typeof Jsonc;
  let root: Jsonc.Node | undefined;
  try {
    root = parseTree(text);
  } catch (error) {
    // As below: what is nested that deep has no place that could be told.
    if (!(error instanceof RangeError)) throw error;
  }
  let offset = root?.offset ?? 0;
  for (let length = 1; root !== undefined && length <= path.length; length += 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) break;
    offset = node.offset;
  }
  return lineAndColumn(text, offset);
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
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
