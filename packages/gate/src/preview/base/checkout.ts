import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../../failures/command-error";
import { complaint, git } from "./git";
import type { Repository } from "./repository";

/** The files of a commit in a folder of their own. */
export interface Checkout {
  /** Without symbolic links. */
  readonly root: string;
  /** Removes it. Happens by itself when this process exits. */
  readonly remove: () => void;
  /** Waits until nothing is done in it any more. */
  readonly idle: () => Promise<void>;
  /** Does something in a folder of it, for the first of several stacks that want it; the others wait. */
  readonly once: (folder: string, act: () => Promise<void>) => Promise<void>;
}

/**
 * Writes the files of a commit to a temporary folder.
 *
 * Not with `git worktree`: that would write to the repository, which keeps what a killed process leaves behind, and would
 * obey its configuration and hooks. The objects are read by a repository made for this alone, which has neither; filters
 * such as that of Git LFS do not run, so that such files are the pointers to them.
 *
 * @throws CommandError if git cannot
 */
export async function checkOut({ objects, objectFormat }: Repository, commit: string): Promise<Checkout> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-base-")));
  const remove = (): void => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // For a second Ctrl+C, which waits for nothing.
  process.on("exit", remove);
  try {
    const root = join(folder, "tree");
    mkdirSync(root);
    const store = join(folder, "git");
    await run(folder, ["init", "--quiet", "--bare", "--template=", `--object-format=${objectFormat}`, store]);
    mkdirSync(join(store, "objects", "info"), { recursive: true });
    writeFileSync(join(store, "objects", "info", "alternates"), `${JSON.stringify(objects)}\n`);
    const there = [`--git-dir=${store}`, `--work-tree=${root}`];
    await run(root, [...there, "read-tree", commit]);
    await run(root, [...there, "checkout-index", "--all", "--force"]);
    const done = new Map<string, Promise<void>>();
    const once: Checkout["once"] = (place, act) => {
      const doing = done.get(place) ?? act();
      done.set(place, doing);
      return doing;
    };
    const idle = async (): Promise<void> => {
      await Promise.allSettled(done.values());
    };
    return { root, remove, idle, once };
  } catch (error) {
    remove();
    throw error;
  }
}

const ALONE = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_ATTR_NOSYSTEM: "1" };

async function run(directory: string, parameters: readonly string[]): Promise<void> {
  const answer = await git(directory, parameters, ALONE);
  if (answer.code !== 0)
    throw new CommandError("error", `The files of the base cannot be written: ${complaint(answer)}.`);
}
