import { Scrubber } from "@roadbed/plan";
import type { Standby } from "@roadbed/plan/preview";
import { failureOf } from "../../failures/failure-of";
import { evaluateChangeRules } from "../../evaluate/evaluate-changes";
import { applyBaseline } from "../../evaluate/existing-findings/apply-baseline";
import { withFailure, type Compared, type Complete } from "../../evaluate/stages";
import type { StackVerdict } from "../../model/verdict";
import type { Progress } from "../../output/progress";
import { writePlan } from "../../preview/base/base-plan-file";
import type { Bases } from "../../preview/base/bases";
import type { KnownSecrets } from "../../redaction/known-secrets";
import { defined } from "../../util/defined";
import { oneLine } from "../../terminal/escape";
import type { OutputStream } from "../../terminal/output-stream";
import type { CheckRequest } from "./flags";

/** The state that all checks of one run share. */
export interface CheckContext {
  readonly request: CheckRequest;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly bases: Bases;
  /**
   * The values that no output may show. All programs share one set, because programs in the same repository share
   * secrets.
   */
  readonly secrets: KnownSecrets;
  /** The process in standby. Only if checks are repeated. */
  readonly standby?: Standby;
}

/** The directory, project, and name of a stack. The project and name are absent until they are known. */
export type StackIdentity = Pick<StackVerdict, "directory" | "project" | "stack">;

/** Prints one sentence for the user, unless `--quiet` was given. */
export function notify({ request, stderr, secrets }: CheckContext, sentence: string): void {
  if (!request.quiet) stderr.write(`${oneLine(new Scrubber(secrets).scrub(sentence))}\n`);
}

/**
 * Writes the baseline file if requested, sets aside the findings that the file lists, and evaluates the rules on changes.
 *
 * @param root - the directory of the program
 */
export async function completeEvaluation(
  compared: Compared,
  root: string,
  context: CheckContext,
  pathAtBase: (path: string) => Promise<string | undefined>,
): Promise<Complete> {
  const { request, secrets } = context;
  secrets.addPlan(compared.plan);
  const filtered = await applyBaseline(compared, request, {
    ...{ root, pathAtBase, secrets },
    notify: (sentence) => notify(context, sentence),
  });
  return evaluateChangeRules(filtered);
}

/**
 * Saves the plan if requested.
 *
 * @param findCommit - returns the program's commit, or undefined if the commit is unknown
 * @param salt - the salt of the digests that the plan already contains, so that they stay comparable
 */
export async function saveIfRequested(
  complete: Complete,
  { request: { savePlan }, secrets }: CheckContext,
  findCommit: () => Promise<string | undefined>,
  salt?: string,
): Promise<Complete> {
  if (savePlan === undefined) return complete;
  const { plan, codeExemptions } = complete;
  try {
    writePlan(savePlan, { plan, commit: await findCommit(), codeExemptions, secrets, ...defined({ salt }) });
    return complete;
  } catch (error) {
    return withFailure(complete, failureOf(error));
  }
}
