import { realpathSync } from "node:fs";
import { basename, sep } from "node:path";
import type { Program, Standby } from "@roadbed/plan/preview";
import { CommandError } from "../failures/command-error";
import { rejectConflicts } from "../flags/conflicts";
import { EXIT_CODES, type ExitCode } from "../model/exit-codes";
import { findRepository } from "../preview/base/repository";
import { findTarget } from "../targets/target";
import type { CommandIO } from "../terminal/command-io";
import { ChangedFiles } from "./changed-files";
import { WATCH_FLAGS, type WatchRequest } from "./flags";
import { FolderWatcher } from "./folder-watcher";
import { GitIgnored } from "./git-ignored";
import { RepeatedCheck, type CheckedStack } from "./repeated-check";
import { VerdictDisplay } from "./verdict-display";
import { watchLoop } from "./watch-loop";
import { isSettingsFile, watchedFiles, watchedFolders } from "./watched-paths";

/**
 * Checks a stack each time files are saved, until the command is canceled.
 *
 * @returns the exit code of a canceled command
 * @throws CommandError if the request is invalid or files cannot be watched
 */
export async function watch(request: WatchRequest, io: CommandIO): Promise<ExitCode> {
  const { directory } = request;
  rejectConflicts(WATCH_FLAGS, request, [directory]);
  await requireDirectory(directory);
  const { createStandby } = await import("@roadbed/plan/preview");
  const standby = createStandby();
  const check = new RepeatedCheck(request, io, standby);
  const display = new VerdictDisplay(io.stdout, request);
  const files = await openFiles(request, standby);
  try {
    await files.update([]);
    display.started();
    await watchLoop<CheckedStack>(
      {
        files: files.changed,
        check: async (signal, changed) => {
          if (changed.length > 0) await check.filesChanged(changed);
          return check.run(signal);
        },
        show: async (checked, changed) => {
          await display.show(checked, changed);
          await files.update(checked.verdict.coverage.settings ?? []);
          standby.prepare();
        },
      },
      io.signal,
    );
    return EXIT_CODES.canceled.code;
  } finally {
    files.close();
    await standby.close();
    await check.close();
  }
}

/** Rejects a directory that does not exist, which is a typo. If it is removed later, the check reports it. */
async function requireDirectory(directory: string): Promise<void> {
  try {
    await findTarget(directory);
  } catch (error) {
    if (error instanceof CommandError && error.code === "directory-not-readable") throw error;
  }
}

/** The files of a program, and the watcher that reports their changes. */
interface ProgramFiles {
  readonly changed: ChangedFiles;
  /** Watches the files that the last preview read, in addition to those in the program's directory. */
  update(settings: readonly string[]): Promise<void>;
  close(): void;
}

async function openFiles(request: WatchRequest, standby: Standby): Promise<ProgramFiles> {
  const repository = (await findRepositoryOrNone(realpathSync(request.directory)))?.root;
  const git = repository === undefined ? undefined : new GitIgnored(repository);
  let single: ReadonlySet<string> = new Set();
  let ignoredPrograms: readonly string[] = [];
  const isExempt = (path: string): boolean =>
    single.has(path) ||
    isSettingsFile(basename(path)) ||
    ignoredPrograms.some((folder) => path.startsWith(folder + sep));
  const changed = new ChangedFiles({
    ignored: async (paths) => (await git?.among(paths.filter((path) => !isExempt(path)))) ?? new Set(),
  });
  const watcher = new FolderWatcher(changed);
  return {
    changed,
    update: async (settings) => {
      const readFiles = [...standby.programFiles, ...settings];
      const known = { request, repository, readFiles, program: await programIn(request.directory) };
      const folders = watchedFolders(known);
      const files = watchedFiles(known);
      single = new Set(files);
      // A program can be in a directory that Git ignores, such as compiled files.
      ignoredPrograms = [...((await git?.among(folders)) ?? [])];
      watcher.update({ folders, files, ignoredFolders: (await git?.folders()) ?? new Set() });
    },
    close: () => watcher.close(),
  };
}

/** Returns the repository of a directory. If Git is missing or refuses to read the repository, no file is ignored. */
async function findRepositoryOrNone(directory: string): ReturnType<typeof findRepository> {
  try {
    return await findRepository(directory);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

/** Returns the program in a directory, or undefined if there is none, which the check reports. */
async function programIn(directory: string): Promise<Program | undefined> {
  try {
    return await findTarget(directory);
  } catch {
    return undefined;
  }
}
