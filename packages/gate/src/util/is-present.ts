import { lstatSync } from "node:fs";

/**
 * Whether a path exists. A symbolic link exists even if its target does not, so that a file that cannot be read is
 * reported rather than ignored.
 */
export function isPresent(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}
