/** Reports changes of files. */
export interface SavedFiles {
  /**
   * Resolves with the paths of files that changed since the last call. Waits for a change if there was none. Resolves with
   * no paths if the signal is aborted.
   */
  next(signal: AbortSignal): Promise<readonly string[]>;
}

/** What `watchLoop` repeats. */
export interface WatchedCheck<Result> {
  readonly files: SavedFiles;
  /**
   * Checks the stack.
   *
   * @param signal - ends the check when files are saved or the command is canceled
   * @param changed - the files that changed since the last check. Empty for the first check
   */
  check(signal: AbortSignal, changed: readonly string[]): Promise<Result>;
  /** Shows the result of a check that was not ended by its signal. */
  show(result: Result, changed: readonly string[]): Promise<void>;
}

/**
 * Repeats a check each time files are saved, until the signal is aborted. If files are saved during a check, the check is
 * ended, and the next one starts after its end. Its result is not shown.
 */
export async function watchLoop<Result>(watched: WatchedCheck<Result>, signal: AbortSignal): Promise<void> {
  let changed: readonly string[] = [];
  while (!signal.aborted) {
    const outdated = new AbortController();
    // The loop itself ends when the check has failed, and then nothing waits for files anymore.
    const ended = new AbortController();
    const saved = watched.files.next(AbortSignal.any([signal, ended.signal])).then((paths) => {
      outdated.abort();
      return paths;
    });
    const current = AbortSignal.any([signal, outdated.signal]);
    try {
      const result = await watched.check(current, changed);
      const isCurrent = !current.aborted;
      if (isCurrent) await watched.show(result, changed);
      const paths = await saved;
      changed = isCurrent ? paths : [...new Set([...changed, ...paths])].sort();
    } catch (error) {
      ended.abort();
      await saved.catch(() => undefined);
      throw error;
    }
  }
}
