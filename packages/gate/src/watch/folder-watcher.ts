import { existsSync, readdirSync, statSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { CommandError } from "../failures/command-error";

/** What to watch. */
export interface WatchedPaths {
  /** Directories in which all files are watched, without installed packages and Git's own files. */
  readonly folders: readonly string[];
  /** Files that are also watched, which need not exist. */
  readonly files: readonly string[];
  /** Directories in `folders` that are not watched. */
  readonly ignoredFolders: ReadonlySet<string>;
}

/** Called for each file. */
export interface FileListener {
  /** A file or directory exists when the watcher starts to watch it. */
  register(path: string): void;
  /** A file was created, written, renamed, or removed. */
  add(path: string): void;
  /** Files cannot be watched any longer. */
  fail(error: Error): void;
}

interface WatchedFolder {
  readonly watcher: FSWatcher;
  /** The inode, because a directory can be replaced by another one. */
  readonly id: bigint;
}

const EXCLUDED = ["node_modules", ".git"];

/**
 * Watches directories and files.
 *
 * @remarks
 * Watches each directory on its own. On Linux, `fs.watch` with `recursive` watches each file, including all installed
 * packages, and there is a limit of watched files for each user.
 */
export class FolderWatcher {
  readonly #listener: FileListener;
  readonly #watched = new Map<string, WatchedFolder>();
  #paths: WatchedPaths = { folders: [], files: [], ignoredFolders: new Set() };
  #files = new Set<string>();

  constructor(listener: FileListener) {
    this.#listener = listener;
  }

  /**
   * Replaces what is watched.
   *
   * @throws CommandError if the system cannot watch a directory
   */
  update(paths: WatchedPaths): void {
    this.#paths = paths;
    // The directory that contains a folder is watched for its removal and creation.
    this.#files = new Set([...paths.files, ...paths.folders.flatMap(missingAncestors)]);
    const needed = new Set<string>();
    for (const folder of paths.folders) this.#addTree(folder, (path) => needed.add(path));
    for (const file of this.#files) {
      const folder = existingFolder(dirname(file));
      needed.add(folder);
      this.#add(folder);
      if (existsSync(file)) this.#listener.register(file);
    }
    for (const folder of this.#watched.keys()) if (!needed.has(folder)) this.#remove(folder);
  }

  close(): void {
    for (const folder of this.#watched.keys()) this.#remove(folder);
  }

  #addTree(folder: string, onFolder: (path: string) => void, onFile = this.#register): void {
    if (!this.#add(folder)) return;
    onFolder(folder);
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) onFile(path);
      else if (!this.#isExcluded(path)) this.#addTree(path, onFolder, onFile);
    }
  }

  readonly #register = (path: string): void => this.#listener.register(path);

  /** Watches a directory. @returns false if there is no such directory */
  #add(folder: string): boolean {
    const stats = statSync(folder, { bigint: true, throwIfNoEntry: false });
    if (stats?.isDirectory() !== true) return false;
    if (this.#watched.get(folder)?.id === stats.ino) return true;
    this.#remove(folder);
    try {
      const watcher = watch(folder, (_, name) => this.#onEvent(name === null ? folder : join(folder, name)));
      watcher.on("error", () => this.#remove(folder)); // The directory was removed.
      this.#watched.set(folder, { watcher, id: stats.ino });
      return true;
    } catch (error) {
      const { code = "unknown error" } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "EACCES" || code === "EPERM") return false;
      throw cannotWatch(folder, code, error);
    }
  }

  #remove(folder: string): void {
    this.#watched.get(folder)?.watcher.close();
    this.#watched.delete(folder);
  }

  #onEvent(path: string): void {
    const isInFolder = this.#paths.folders.some((folder) => path === folder || path.startsWith(folder + sep));
    if (!this.#files.has(path) && (!isInFolder || this.#isBelowExcluded(path))) return;
    if (isInFolder && isFolder(path)) this.#onFolder(path);
    else this.#listener.add(path);
    if (!existsSync(path)) for (const folder of this.#watched.keys()) if (isAt(folder, path)) this.#remove(folder);
  }

  /** Watches a directory that was created. Its files may have been written before. */
  #onFolder(path: string): void {
    if (this.#isExcluded(path)) return;
    const id = statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
    if (this.#watched.get(path)?.id === id) return;
    try {
      this.#addTree(
        path,
        () => undefined,
        (file) => this.#listener.add(file),
      );
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.#listener.fail(error);
    }
  }

  #isExcluded(folder: string): boolean {
    return EXCLUDED.includes(basename(folder)) || this.#paths.ignoredFolders.has(folder);
  }

  #isBelowExcluded(path: string): boolean {
    const isInTree = this.#watched.has(dirname(path)) && !EXCLUDED.includes(basename(path));
    return !isInTree || this.#paths.ignoredFolders.has(path) || this.#paths.ignoredFolders.has(dirname(path));
  }
}

const isAt = (folder: string, path: string): boolean => folder === path || folder.startsWith(path + sep);
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Returns a folder, and the directories above it that do not exist. */
function missingAncestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder || existsSync(parent) ? [folder] : [folder, ...missingAncestors(parent)];
}

function existingFolder(folder: string): string {
  return isFolder(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    return []; // The directory was removed or cannot be read, which the check reports.
  }
}

const readEntries = (folder: string) => readdirSync(folder, { withFileTypes: true });

const LIMITS: readonly string[] = ["ENOSPC", "EMFILE"];

function cannotWatch(folder: string, code: string, cause: unknown): CommandError {
  const reason = LIMITS.includes(code)
    ? `the system's limit of watched directories is reached (${code}). Close other programs that watch files, or increase fs.inotify.max_user_watches and fs.inotify.max_user_instances`
    : code;
  return new CommandError("watch-failed", `Cannot watch ${folder}: ${reason}.`, { cause });
}
