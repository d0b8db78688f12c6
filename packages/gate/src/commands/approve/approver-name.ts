import { CommandError } from "../../failures/command-error";
import { git, type GitResult } from "../../preview/base/git";

/**
 * Returns the name of the approver.
 *
 * @param given - the name on the command line. @default the `user.name` in the configuration of Git
 * @throws CommandError if there is no name
 */
export async function approverName(directory: string, given: string | undefined): Promise<string> {
  const name = (given ?? (await configuredName(directory))).trim();
  if (name !== "") return name;
  const reason = given === undefined ? "because Git has no user.name" : `got ${JSON.stringify(given)}`;
  throw new CommandError("flag-invalid", `--approver: expected the name of a person or team, ${reason}.`);
}

async function configuredName(directory: string): Promise<string> {
  let result: GitResult;
  try {
    result = await git(directory, ["config", "--get", "user.name"]);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return ""; // without Git, the name must be given
  }
  return result.code === 0 ? result.stdout : "";
}
