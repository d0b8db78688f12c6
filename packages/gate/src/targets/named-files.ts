import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "../failures/command-error";
import { isPresent } from "../util/is-present";

/** Returns the paths of the files in a directory that have one of several names. */
export function filesNamed(directory: string, names: readonly string[]): readonly string[] {
  return names.map((name) => join(directory, name)).filter(isPresent);
}

/**
 * Returns the path of the file in a directory that has one of several names, or undefined if there is none.
 *
 * @throws CommandError `settings-invalid` if there are several files, because it is unclear which one applies
 */
export function fileNamed(directory: string, names: readonly string[]): string | undefined {
  const [path, ...otherPaths] = filesNamed(directory, names);
  if (path === undefined || otherPaths.length === 0) return path;
  throw new CommandError("settings-invalid", `${path}: ${severalFilesMessage(names)}.`);
}

/** A directory, and where the search in its parent directories ends. */
export interface SearchStart {
  readonly directory: string;
  /** The last directory to search. @default the top directory of the repository */
  readonly top?: string;
}

/**
 * Returns the nearest file with one of several names in a directory or above it, up to the top directory.
 *
 * @throws CommandError `settings-invalid` if a directory contains several files
 */
export function nearestFile({ directory, top }: SearchStart, names: readonly string[]): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const path = fileNamed(folder, names);
    if (path !== undefined) return path;
    if (folder === top || existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}

/** Returns a message without a period about a directory with several files of which only one may exist. */
export function severalFilesMessage(names: readonly string[]): string {
  return `expected one of the files ${names.join(" and ")}, got both. Delete one of them`;
}
