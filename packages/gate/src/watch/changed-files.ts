import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { SavedFiles } from "./watch-loop";

/** The time without changes after which files count as saved. Editors and formatters write a file several times. */
const QUIET_MILLISECONDS = 80;
/** The maximum number of times to wait, so that a file that changes all the time does not prevent checks. */
const MAX_WAITS = 20;
/** The maximum size of files that are compared by content. */
const MAX_COMPARED_BYTES = 4 * 1024 * 1024;

/** The version of a directory. */
const DIRECTORY = "directory";

/** Matches the names of files that editors create while a file is edited or saved. */
const EDITOR_FILES = /^\.#|^#.*#$|~$|\.sw[a-px]$|^4913$|___jb_(?:tmp|old)___$/;

/** Options for `ChangedFiles`. */
export interface ChangedFilesOptions {
  /** Returns the paths that do not count, because Git ignores them. */
  readonly ignored: (paths: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Waits for a short time. */
  readonly pause?: () => Promise<void>;
}

/** Collects changes of files, and reports the files whose content differs. */
export class ChangedFiles implements SavedFiles {
  readonly #ignored: ChangedFilesOptions["ignored"];
  readonly #pause: () => Promise<void>;
  /** The versions of existing files. An empty string stands for a version that is not known. */
  readonly #versions = new Map<string, string>();
  readonly #pending = new Set<string>();
  #events = 0;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor({ ignored, pause = () => setTimeout(QUIET_MILLISECONDS) }: ChangedFilesOptions) {
    this.#ignored = ignored;
    this.#pause = pause;
  }

  /** Adds an existing file or directory, so that its removal is noticed. */
  register(path: string): void {
    if (!this.#versions.has(path)) this.#versions.set(path, "");
  }

  /** Adds a file that may have changed. */
  add(path: string): void {
    if (EDITOR_FILES.test(basename(path))) return;
    this.#events += 1;
    this.#pending.add(path);
    this.#wake?.();
  }

  /** Makes `next` reject. */
  fail(error: Error): void {
    this.#failure = error;
    this.#wake?.();
  }

  async next(signal: AbortSignal): Promise<readonly string[]> {
    while (!signal.aborted) {
      await this.#untilPending(signal);
      await this.#untilQuiet(signal);
      if (this.#failure !== undefined) throw this.#failure;
      const paths = [...this.#pending].filter((path) => this.#hasChanged(path));
      this.#pending.clear();
      const ignored = paths.length === 0 ? new Set() : await this.#ignored(paths);
      const changed = paths.filter((path) => !ignored.has(path)).sort();
      if (changed.length > 0) return changed;
    }
    return [];
  }

  async #untilPending(signal: AbortSignal): Promise<void> {
    if (this.#pending.size > 0 || this.#failure !== undefined || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener("abort", wake);
        this.#wake = undefined;
        resolve();
      };
      signal.addEventListener("abort", wake, { once: true });
      this.#wake = wake;
    });
  }

  async #untilQuiet(signal: AbortSignal): Promise<void> {
    for (let waits = 0; waits < MAX_WAITS && !signal.aborted; waits += 1) {
      const events = this.#events;
      await this.#pause();
      if (events === this.#events) return;
    }
  }

  #hasChanged(path: string): boolean {
    const before = this.#versions.get(path);
    const now = versionOf(path);
    if (now === undefined) this.#versions.delete(path);
    else this.#versions.set(path, now);
    // Writing to a directory's files is not a change of the directory itself.
    return before !== now && !(before === "" && now === DIRECTORY);
  }
}

/** Returns a string that differs for each content of a file, or undefined if there is no such file. */
function versionOf(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return stats.isDirectory() ? DIRECTORY : undefined;
    if (stats.size > MAX_COMPARED_BYTES) return `${stats.size} ${stats.mtimeMs}`;
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another reason, such as a missing permission, is a change that the check reports.
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : String(code);
  }
}
