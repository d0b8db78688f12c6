import { join, relative, resolve } from "node:path";

/** A file as it is shortest: from here if it is below, as a whole elsewhere. */
export function displayPath(file: string): string {
  const path = relative("", file);
  return path.startsWith("..") ? file : path;
}

/** A file of the program as the reader's editor finds it: relative to where the command was started, if it is below. */
export function displaySource(directory: string, file: string): string {
  const path = relative(process.cwd(), join(directory, file));
  return path.startsWith("..") ? resolve(directory, file) : path;
}
