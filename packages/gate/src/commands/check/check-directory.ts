import { failuresOf } from "../../failures/failure-of";
import { traceOf } from "../../redaction/error-trace";
import { ProgramOutput } from "../../preview/program-output";
import { rejectPipes } from "../../targets/input-files";
import { findPolicyPacks } from "../../targets/policy-packs";
import { RuleSettingsError } from "../../targets/settings/stack-policies";
import { stackLabel } from "../../verdict/stack-label";
import type { StackRun } from "../../verdict/stack-run";
import { checkPlanFile } from "./check-plan-file";
import { checkProgram } from "./check-program";
import type { CheckContext, StackIdentity } from "./check-run";

/**
 * Checks the stack of one directory. A failure is part of the result, so that the other stacks are still checked.
 *
 * @throws RuleSettingsError if the settings on the command line are invalid, which affects all stacks
 */
export async function checkDirectory(directory: string, context: CheckContext): Promise<StackRun> {
  const { request, stderr, progress } = context;
  const start = performance.now();
  const { OutputTail } = await import("@roadbed/plan/internal");
  const output = new ProgramOutput(OutputTail);
  let identity: StackIdentity = { directory };
  let result: StackRun["result"];
  const onIdentified = (known: StackIdentity): void => {
    identity = known;
  };
  try {
    context.signal.throwIfAborted();
    rejectPipes(request);
    const packs = await findPolicyPacks(request);
    result =
      request.from === undefined
        ? await checkProgram(directory, packs, context, output, onIdentified)
        : await checkPlanFile(request.from, directory, packs, context, onIdentified);
  } catch (error) {
    if (error instanceof RuleSettingsError) throw error;
    if (request.debug) stderr.write(traceOf(error, context.secrets));
    result = { failures: failuresOf(error) };
  } finally {
    progress.ended(stackLabel(identity));
  }
  return { ...identity, output: output.tails, durationSeconds: (performance.now() - start) / 1000, result };
}
