import { relative } from "node:path";

/** A file as it is shortest: from here if it is below, as a whole elsewhere. */
export function fromHere(file: string): string {
  const path = relative("", file);
  return path.startsWith("..") ? file : path;
}
