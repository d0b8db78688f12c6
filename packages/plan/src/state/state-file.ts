import { readTextFileOrPipe } from "../documents";
import { PlanFileError } from "../errors";
import { parseUrn } from "../model";
import { decryptState, type DecryptedState } from "./decrypt-state";

/** Options for reading a state. */
export interface StateReadOptions {
  /**
   * The environment variables that contain the passphrase.
   *
   * @default process.env
   */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends waiting for a pipe. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a file or pipe that `pulumi stack export` wrote, and decrypts its secrets as `decryptState` does.
 *
 * @param expected - the stack to which the state must belong. By default, any stack is accepted.
 * @throws PlanFileError `wrong-kind` if the state belongs to a different stack, because the plan would then delete all
 * resources in the state
 */
export async function readStateFile(
  path: string,
  expected?: { readonly project: string; readonly stack: string },
  { environment = process.env, signal }: StateReadOptions = {},
): Promise<DecryptedState> {
  const decrypted = await decryptState(await readTextFileOrPipe(path, signal), path, environment);
  for (const { urn } of decrypted.state.resources) {
    const owner = parseUrn(urn);
    if (owner === undefined)
      throw new PlanFileError("invalid-content", `${path} contains a resource with an invalid URN.`);
    if (expected === undefined) continue;
    if (owner.project !== expected.project || owner.stack !== expected.stack)
      throw new PlanFileError(
        "wrong-kind",
        `${path} belongs to the wrong stack: expected ${expected.project}/${expected.stack}, got ${owner.project}/${owner.stack}.`,
      );
  }
  return decrypted;
}
