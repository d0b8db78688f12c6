import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Nobody writes larger ones; reading and searching them would cost what a program chooses. */
const LARGEST_BYTES = 1024 * 1024;
/** More files than these, or more bytes together, are those of no program either. */
const MOST_FILES = 5000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of those files of a program that hold a word. What is no plain file, lies outside of the program's folder, is
 * larger than people write or cannot be read holds nothing.
 *
 * @param files relative to `root`, with `/`
 */
export function textsWith(word: string, root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const top = realPath(root);
  let left = MOST_BYTES;
  for (const file of files.slice(0, MOST_FILES)) {
    const bytes = top === undefined ? undefined : bytesIn(top, file, left);
    if (bytes === undefined) continue;
    left -= bytes.length;
    if (bytes.includes(word)) texts.set(file, bytes.toString("utf8").replace(/^\uFEFF/, ""));
  }
  return texts;
}

function bytesIn(top: string, file: string, limit: number): Buffer | undefined {
  const path = realPath(join(top, file));
  if (path?.startsWith(top + sep) !== true) return undefined;
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= Math.min(LARGEST_BYTES, limit) ? readFileSync(path) : undefined;
  } catch {
    return undefined; // it was there when the program ran: who takes it away has no exemption
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined; // a plan from a file may be of a program that is not here
  }
}
