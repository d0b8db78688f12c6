import { randomBytes } from "node:crypto";
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a file completely or not at all: writes a draft next to it, and renames the draft. An existing file keeps its
 * content if the new content cannot be written.
 *
 * @throws the error of the operating system if the file cannot be written
 */
export function writeWhole(file: string, content: string): void {
  const existing = statSync(file, { throwIfNoEntry: false });
  // Pipes and devices such as /dev/stdout cannot be replaced.
  if (existing !== undefined && !existing.isFile()) {
    writeFileSync(file, content);
    return;
  }
  // Replace the target of a symbolic link rather than the link.
  const target = existing === undefined ? file : realpathSync(file);
  // The name is random, so that a program cannot create a link with the name of the draft.
  const draft = `${target}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, content, { flag: "wx", mode: existing?.mode ?? 0o666 });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code = "" } = error as NodeJS.ErrnoException;
    if (existing === undefined || !IN_PLACE.has(code)) throw error;
    writeFileSync(target, content);
  }
}

/**
 * The error codes for files that can be written, but not replaced: the directory is read-only, or the file is a mount
 * point.
 */
const IN_PLACE: ReadonlySet<string> = new Set(["EACCES", "EBUSY", "EPERM", "EROFS"]);
