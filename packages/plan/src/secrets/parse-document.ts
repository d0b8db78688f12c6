import type { Value } from "../model";

/** Deeper documents are not parsed, because recursion could overflow the call stack. */
const MAX_DEPTH = 200;

/** Parses a string that contains a JSON object or array. Returns undefined for other strings, and for deep documents. */
export function parseDocument(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text) || isDeep(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // an ordinary string
  }
}

/** Counts brackets inside strings as well, which rarely matters and is fast. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
