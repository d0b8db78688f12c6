import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Matches paths in installed packages. Positions in these packages do not help the program's author. */
const INSTALLED = /(?:^|\/)node_modules\//;

/**
 * Returns the path of a file relative to the program's root, with `/` as the separator, or undefined if the file does
 * not belong to the program.
 *
 * @param location - an absolute path or a `file:` URL
 */
export function pathInProgram(root: string, location: string): string | undefined {
  const path = location.startsWith("file:") ? pathOf(location) : location;
  if (path === undefined || !isAbsolute(path)) return undefined;
  const inside = relative(root, path);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return undefined;
  const file = inside.split(sep).join("/");
  return INSTALLED.test(file) ? undefined : file;
}

function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    // The URL does not identify a file on this system.
    return undefined;
  }
}
