import { CommandError } from "../../failures/command-error";
import type { PullRequest } from "./base-of-ci";
import { commitOf, isShallow, mergeBase, type Repository } from "./repository";

/**
 * Returns the merge base of the work tree and a commit or branch.
 *
 * @throws CommandError if the commit does not exist or the history is incomplete
 */
export async function baseByName(repository: Repository, name: string): Promise<string> {
  const commit = await commitOf(repository, name);
  if (commit !== undefined) return mergeBaseWith(repository, commit, name);
  const hint = (await isShallow(repository)) ? ` This clone is shallow. Run \`${FETCH_ALL}\`.` : "";
  throw new CommandError("base-not-found", `There is no commit ${JSON.stringify(name)} in ${repository.root}.${hint}`);
}

/**
 * Returns the merge base of a pull request.
 *
 * @throws CommandError with the command that fetches missing commits
 */
export async function baseOfPullRequest(repository: Repository, request: PullRequest): Promise<string> {
  const { ci, target } = request;
  const start = request.commit === undefined ? undefined : await commitOf(repository, request.commit);
  if (start !== undefined) return start;
  const branch = `refs/remotes/origin/${target}`;
  const commit = await commitOf(repository, branch);
  if (commit !== undefined) return mergeBaseWith(repository, commit, branch);
  const depth = (await isShallow(repository)) ? "--unshallow " : "";
  throw new CommandError(
    "base-not-available",
    `The base of this pull request is missing: ${ci} reports the target branch ${JSON.stringify(target)}, which was not fetched. Run \`git fetch --no-tags ${depth}origin +refs/heads/${target}:${branch}\`, or pass --base or --base-plan.`,
  );
}

const FETCH_ALL = "git fetch --unshallow";

async function mergeBaseWith(repository: Repository, commit: string, name: string): Promise<string> {
  const start = await mergeBase(repository, commit);
  if (start !== undefined) return start;
  const reason = (await isShallow(repository))
    ? `this clone is shallow. Run \`${FETCH_ALL}\``
    : "the histories have no common commit";
  throw new CommandError("base-not-available", `Cannot find the merge base with ${name}: ${reason}.`);
}
