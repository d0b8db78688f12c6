import { CommandError } from "../../failures/command-error";
import type { PullRequest } from "./base-of-ci";
import { commitOf, isShallow, mergeBase, type Repository } from "./repository";

/**
 * The commit of a name given by hand, such as a branch: where this work tree's history left it, as a pull request shows
 * it. Of a commit on the way here that is the commit itself.
 *
 * @throws CommandError if there is no such commit, or the way to it was not fetched
 */
export async function baseNamed(repository: Repository, name: string): Promise<string> {
  const commit = await commitOf(repository, name);
  if (commit !== undefined) return startOf(repository, commit, name);
  const hint = (await isShallow(repository)) ? ` This clone is shallow; \`${FETCH_ALL}\` fetches the rest.` : "";
  throw new CommandError("usage", `There is no commit called ${JSON.stringify(name)} in ${repository.root}.${hint}`);
}

/** The commit at which a pull request began. @throws CommandError with the command that fetches what is missing */
export async function baseOfPullRequest(repository: Repository, request: PullRequest): Promise<string> {
  const { ci, target } = request;
  const start = request.commit === undefined ? undefined : await commitOf(repository, request.commit);
  if (start !== undefined) return start;
  const branch = `refs/remotes/origin/${target}`;
  const commit = await commitOf(repository, branch);
  if (commit !== undefined) return startOf(repository, commit, branch);
  const depth = (await isShallow(repository)) ? "--unshallow " : "";
  throw new CommandError(
    "error",
    `The base of this pull request is not here: ${ci} says that it goes to ${JSON.stringify(target)}, which was not fetched; run \`git fetch --no-tags ${depth}origin +refs/heads/${target}:${branch}\` first, or name a base with --base or --base-plan.`,
  );
}

const FETCH_ALL = "git fetch --unshallow";

async function startOf(repository: Repository, commit: string, name: string): Promise<string> {
  const start = await mergeBase(repository, commit);
  if (start !== undefined) return start;
  const reason = (await isShallow(repository))
    ? `this clone is shallow; run \`${FETCH_ALL}\` first`
    : "the two have no history in common";
  throw new CommandError("error", `Where the work tree left ${name} is not known: ${reason}.`);
}
