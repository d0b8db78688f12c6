import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPrivateDirectory } from "@roadbed/plan/internal";
import { CommandError } from "../../failures/command-error";
import { git, gitMessage } from "./git";
import type { Repository } from "./repository";

/** The files of a commit in a temporary directory. */
export interface Checkout {
  /** The directory, without symbolic links. */
  readonly root: string;
  /** Removes the directory. It is also removed when this process exits. */
  readonly remove: () => void;
  /** Waits until no work is left in the directory. */
  readonly idle: () => Promise<void>;
  /** Runs a task once for each directory. Stacks that share the directory wait for the task. */
  readonly once: (folder: string, task: () => Promise<void>) => Promise<void>;
}

/**
 * Writes the files of a commit to a temporary directory.
 *
 * @remarks
 * `git worktree` would write to the repository and use its configuration and hooks. Instead, a separate repository
 * without configuration and hooks reads the objects. Filters do not run, so files in Git LFS remain pointers.
 *
 * @throws CommandError if Git fails
 */
export async function checkOut({ objects, objectFormat }: Repository, commit: string): Promise<Checkout> {
  const folder = realpathSync(createPrivateDirectory());
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // Remove the directory on exit as well, because a second Ctrl+C exits without waiting for `remove`.
  process.on("exit", remove);
  try {
    const root = join(folder, "tree");
    mkdirSync(root);
    const store = join(folder, "git");
    await run(folder, ["init", "--quiet", "--bare", "--template=", `--object-format=${objectFormat}`, store]);
    mkdirSync(join(store, "objects", "info"), { recursive: true });
    writeFileSync(join(store, "objects", "info", "alternates"), `${JSON.stringify(objects)}\n`);
    const options = [`--git-dir=${store}`, `--work-tree=${root}`];
    await run(root, [...options, "read-tree", commit]);
    await run(root, [...options, "checkout-index", "--all", "--force"]);
    const tasks = new Map<string, Promise<void>>();
    const once: Checkout["once"] = (directory, task) => {
      const running = tasks.get(directory) ?? task();
      tasks.set(directory, running);
      return running;
    };
    const idle = async (): Promise<void> => {
      await Promise.allSettled(tasks.values());
    };
    return { root, remove, idle, once };
  } catch (error) {
    remove();
    throw error;
  }
}

const ISOLATED = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_ATTR_NOSYSTEM: "1" };

async function run(directory: string, parameters: readonly string[]): Promise<void> {
  const result = await git(directory, parameters, ISOLATED);
  if (result.code !== 0)
    throw new CommandError(
      "base-not-available",
      `Cannot check out the files of the base commit: ${gitMessage(result)}.`,
    );
}
