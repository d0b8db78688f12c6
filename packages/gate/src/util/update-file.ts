import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";

/** Another process changed the file, or is about to change it. */
export class FileInUseError extends Error {
  /** The file whose existence shows that another process is about to change the file. */
  readonly lock: string | undefined;

  constructor(lock: string | undefined) {
    super("The file is in use.");
    this.name = "FileInUseError";
    this.lock = lock;
  }
}

/** The code of the error about a directory, a pipe, or a device. */
export const NOT_A_FILE = "EINVAL";

/**
 * Replaces the content of a file, or creates it. No change of another process is lost: as in Git, the new content is
 * written to a file with the suffix `.lock`, which only one process can create, and which then replaces the file.
 *
 * @param change - returns the new content; receives undefined if the file does not exist
 * @throws FileInUseError if another process changes the file
 * @throws the error of `change`, or of the operating system if the file cannot be written
 */
export async function updateFile(
  file: string,
  change: (content: string | undefined) => Promise<string> | string,
): Promise<void> {
  const existing = statSync(file, { throwIfNoEntry: false });
  // Reading a pipe or a device may never finish.
  if (existing !== undefined && !existing.isFile()) throw Object.assign(new Error("not a file"), { code: NOT_A_FILE });
  // Replace the target of a symbolic link rather than the link.
  const target = existing === undefined ? file : realpathSync(file);
  const lock = `${target}.lock`;
  const descriptor = openLock(lock, existing?.mode ?? 0o666);
  let isOpen = true;
  try {
    const before = contentOf(target);
    const after = await change(before);
    writeFileSync(descriptor, after);
    fsyncSync(descriptor);
    closeSync(descriptor);
    isOpen = false;
    // Editors ignore the lock.
    if (contentOf(target) !== before) throw new FileInUseError(undefined);
    renameSync(lock, target);
  } catch (error) {
    if (isOpen) closeSync(descriptor);
    rmSync(lock, { force: true });
    throw error;
  }
}

function openLock(lock: string, mode: number): number {
  try {
    return openSync(lock, "wx", mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new FileInUseError(lock);
    throw error;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
