import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../../failures/command-error";
import { git, gitMessage } from "./git";

/** A Git repository with a work tree. */
export interface Repository {
  /** The top directory of its work tree, without symbolic links. */
  readonly root: string;
  /** The directory of its objects. */
  readonly objects: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

/**
 * Returns the repository of a directory, or undefined if the directory is not in a repository.
 *
 * @throws CommandError if Git refuses to read the repository
 */
export async function findRepository(directory: string): Promise<Repository | undefined> {
  const result = await git(directory, [
    "rev-parse",
    "--show-toplevel",
    "--show-object-format",
    "--git-path",
    "objects",
  ]);
  if (result.code !== 0) {
    if (result.stderr.includes("not a git repository")) return undefined;
    throw new CommandError(
      "base-not-available",
      `Cannot read the Git repository that contains ${directory}: ${gitMessage(result)}.`,
    );
  }
  const [top = "", objectFormat = "", objects = ""] = result.stdout.trimEnd().split("\n");
  return { root: realpathSync(top), objects: realpathSync(resolve(directory, objects)), objectFormat };
}

/** Returns the commit that a name refers to, or undefined if the commit is not in this clone. */
export async function commitOf(repository: Repository, name: string): Promise<string | undefined> {
  const parameters = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const { code, stdout } = await git(repository.root, parameters);
  return code === 0 ? stdout.trim() : undefined;
}

/** Returns the merge base of HEAD and a commit, or undefined if this clone does not contain it. */
export async function mergeBase(repository: Repository, commit: string): Promise<string | undefined> {
  const { code, stdout } = await git(repository.root, ["merge-base", "HEAD", commit]);
  return code === 0 ? stdout.trim() : undefined;
}

/** Whether the clone is shallow. */
export async function isShallow(repository: Repository): Promise<boolean> {
  const { stdout } = await git(repository.root, ["rev-parse", "--is-shallow-repository"]);
  return stdout.trim() === "true";
}
