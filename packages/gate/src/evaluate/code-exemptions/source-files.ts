import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** The maximum size of a file. Larger files are not read, so that a program cannot make the search slow. */
const MAX_FILE_BYTES = 1024 * 1024;
/** The maximum number of files to read. */
const MAX_FILES = 5000;
/** The maximum size of all files together. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

/**
 * Returns the content of the files that contain a word. Omits files that are outside the program's directory, too
 * large, or unreadable.
 *
 * @param files - paths relative to `root`, with `/`
 */
export function filesContaining(word: string, root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const contents = new Map<string, string>();
  const realRoot = realPath(root);
  let remainingBytes = MAX_TOTAL_BYTES;
  for (const file of files.slice(0, MAX_FILES)) {
    const bytes = realRoot === undefined ? undefined : bytesIn(realRoot, file, remainingBytes);
    if (bytes === undefined) continue;
    remainingBytes -= bytes.length;
    if (bytes.includes(word)) contents.set(file, bytes.toString("utf8").replace(/^\uFEFF/, ""));
  }
  return contents;
}

function bytesIn(realRoot: string, file: string, limit: number): Buffer | undefined {
  const path = realPath(join(realRoot, file));
  if (path?.startsWith(realRoot + sep) !== true) return undefined;
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= Math.min(MAX_FILE_BYTES, limit) ? readFileSync(path) : undefined;
  } catch {
    return undefined; // a file that was deleted after the program ran contains no exemptions
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined; // the program need not exist if the plan was read from a file
  }
}
