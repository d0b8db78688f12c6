import { join, relative, resolve } from "node:path";

/** Returns a path relative to the current directory if it is below that directory, or else unchanged. */
export function displayPath(file: string): string {
  const path = relative("", file);
  return path.startsWith("..") ? file : path;
}

/**
 * Returns the path of a source file: relative to the current directory if it is below that directory, or else absolute.
 */
export function displaySource(directory: string, file: string): string {
  const path = relative(process.cwd(), join(directory, file));
  return path.startsWith("..") ? resolve(directory, file) : path;
}
