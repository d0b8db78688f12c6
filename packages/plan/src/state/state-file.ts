import { readTextFile } from "../documents";
import { PlanFileError } from "../errors";
import { parseUrn } from "../model";
import { decryptState, type DecryptedState } from "./decrypt-state";

/**
 * The state of a stack in a file that `pulumi stack export` wrote; secrets as `decryptState` has them.
 *
 * @param wanted the stack whose state it should be; without it, any
 * @throws PlanFileError also if it is another stack's: everything in it would be taken for deleted
 */
export async function readStateFile(
  path: string,
  wanted?: { readonly project: string; readonly stack: string },
  environment: NodeJS.ProcessEnv = process.env,
): Promise<DecryptedState> {
  const opened = await decryptState(readTextFile(path), path, environment);
  for (const { urn } of opened.state.resources) {
    const owner = parseUrn(urn);
    if (owner === undefined) throw new PlanFileError("content", `${path} holds a resource whose URN is none.`);
    if (wanted === undefined) continue;
    if (owner.project !== wanted.project || owner.stack !== wanted.stack)
      throw new PlanFileError(
        "foreign",
        `${path} is the state of ${owner.project}/${owner.stack}, not of ${wanted.project}/${wanted.stack}.`,
      );
  }
  return opened;
}
