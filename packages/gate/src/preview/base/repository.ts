import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "../../failures/command-error";
import { complaint, git } from "./git";

/** A Git repository with a work tree. */
export interface Repository {
  /** The top folder of its work tree, without symbolic links. */
  readonly root: string;
  /** Its objects. */
  readonly objects: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

/** The repository that a folder is in; undefined if it is in none. @throws CommandError if git refuses to look */
export async function findRepository(directory: string): Promise<Repository | undefined> {
  const answer = await git(directory, [
    "rev-parse",
    "--show-toplevel",
    "--show-object-format",
    "--git-path",
    "objects",
  ]);
  if (answer.code !== 0) {
    if (answer.stderr.includes("not a git repository")) return undefined;
    throw new CommandError("error", `The repository of ${directory} cannot be read: ${complaint(answer)}.`);
  }
  const [top = "", objectFormat = "", objects = ""] = answer.stdout.trimEnd().split("\n");
  return { root: realpathSync(top), objects: realpathSync(resolve(directory, objects)), objectFormat };
}

/** The commit that a name stands for; undefined if there is none here. */
export async function commitOf(repository: Repository, name: string): Promise<string | undefined> {
  const parameters = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const { code, stdout } = await git(repository.root, parameters);
  return code === 0 ? stdout.trim() : undefined;
}

/** Where the history of the work tree's commit left another one's; undefined if that is not known here. */
export async function mergeBase(repository: Repository, commit: string): Promise<string | undefined> {
  const { code, stdout } = await git(repository.root, ["merge-base", "HEAD", commit]);
  return code === 0 ? stdout.trim() : undefined;
}

/** Whether only the end of the history was fetched. */
export async function isShallow(repository: Repository): Promise<boolean> {
  const { stdout } = await git(repository.root, ["rev-parse", "--is-shallow-repository"]);
  return stdout.trim() === "true";
}
