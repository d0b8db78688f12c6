import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import { PlanFileError } from "../errors";

/**
 * Parses JSON and returns its value.
 *
 * @param file - the file name for messages
 * @param firstLine - the line number at which `text` starts in the file
 * @throws PlanFileError `syntax`, with line and column if they can be determined
 */
export function parseJson(text: string, file: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const syntaxError = findSyntaxError(text);
    // Node's message quotes the text, which can contain secrets, and often lacks the position.
    if (syntaxError === undefined) throw new PlanFileError("syntax", `${file}: invalid JSON.`, { cause: error });
    const { line, column } = lineAndColumn(text, syntaxError.offset);
    throw new PlanFileError(
      "syntax",
      `${file}:${firstLine + line - 1}:${column}: invalid JSON: ${syntaxError.detail}.`,
    );
  }
}

/**
 * Returns the position of a member in valid JSON. If the member is missing, returns the position of the innermost
 * object or array on the path that exists.
 *
 * @param path - the keys of the member, outermost first
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
    // The recursive parser exhausts the stack if the JSON is nested too deeply, so there is no position.
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

function findSyntaxError(text: string): { readonly offset: number; readonly detail: string } | undefined {
  if (text.trim() === "") return { offset: 0, detail: "the file is empty" };
  // This parser reports positions, but is slower than the built-in parser. It is loaded only for invalid files.
  const jsonc = createRequire(__filename)("jsonc-parser") as typeof Jsonc;
  let first: { offset: number; detail: string } | undefined;
  const onError = (error: Jsonc.ParseErrorCode, offset: number): void => {
    first ??= { offset, detail: toWords(jsonc.printParseErrorCode(error)) };
  };
  try {
    jsonc.visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    // The parser is recursive, so millions of open brackets exhaust the stack before it finds the error.
    if (!(error instanceof RangeError)) throw error;
  }
  return first;
}

/** Converts an error code such as `CommaExpected` to words such as `comma expected`. */
function toWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
