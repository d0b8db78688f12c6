import { resolve } from "node:path";

/** Returns the paths without those that name the same file or directory as an earlier one. */
export function distinctPaths(paths: readonly string[]): readonly string[] {
  const resolved = paths.map((path) => resolve(path));
  return paths.filter((_, index) => resolved.indexOf(resolved[index] ?? "") === index);
}
