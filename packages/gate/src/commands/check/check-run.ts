import { Scrubber } from "@roadbed/plan";
import type { Standby } from "@roadbed/plan/preview";
import { failureOf } from "../../failures/failure-of";
import { evaluateChangeRules } from "../../evaluate/evaluate-changes";
import { findEvidence } from "../../evaluate/finding-evidence";
import { applyBaseline } from "../../evaluate/existing-findings/apply-baseline";
import { VERDICT_SUMMARY, verdictSummary, type PlanToVerify } from "../../evaluate/saved-plan/verify-plan";
import { withFailure, type Compared, type Complete } from "../../evaluate/stages";
import type { Outcome, StackVerdict } from "../../model/verdict";
import type { Progress } from "../../output/progress";
import { writePlan } from "../../preview/base/base-plan-file";
import type { Bases } from "../../preview/base/bases";
import type { KnownSecrets } from "../../redaction/known-secrets";
import type { LoadedApprovals } from "../../targets/approvals/load-approvals";
import { defined } from "../../util/defined";
import { oneLine } from "../../terminal/escape";
import type { OutputStream } from "../../terminal/output-stream";
import { buildVerdict } from "../../verdict/build-verdict";
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
  /** A saved plan that must still match. */
  readonly planToVerify?: PlanToVerify;
  /** The process in standby. Only if checks are repeated. */
  readonly standby?: Standby;
}

/** The directory, project, and name of a stack. The project and name are absent until they are known. */
export type StackIdentity = Pick<StackVerdict, "directory" | "project" | "stack">;

/** Prints one sentence for the user, unless `--quiet` was given. */
export function notify({ request, stderr, secrets }: CheckContext, sentence: string): void {
  if (!request.quiet) stderr.write(`${oneLine(new Scrubber(secrets).scrub(sentence))}\n`);
}

/** What completing an evaluation needs besides the compared plan. */
export interface CompletionSources {
  /** Returns the location of a path at the base, or undefined without a base. */
  readonly pathAtBase: (path: string) => Promise<string | undefined>;
  readonly approvals: Promise<LoadedApprovals>;
  /** Returns the program's commit, or undefined if the commit is unknown. */
  readonly findCommit: () => Promise<string | undefined>;
}

/**
 * Writes the baseline file if requested, sets aside the findings that the file lists, evaluates the rules on changes, and
 * adds the evidence of the findings that block.
 *
 * @param root - the directory of the program
 */
export async function completeEvaluation(
  compared: Compared,
  root: string,
  context: CheckContext,
  { pathAtBase, approvals, findCommit }: CompletionSources,
): Promise<Complete> {
  const { request, secrets } = context;
  secrets.addPlan(compared.plan);
  const filtered = await applyBaseline(compared, request, {
    ...{ root, pathAtBase, secrets },
    notify: (sentence) => notify(context, sentence),
  });
  const complete = await evaluateChangeRules(filtered, await approvals);
  const evidence = await findEvidence(complete);
  const { ids } = complete.approvals;
  // Finding the commit starts a process, so it is not done for plans without such findings.
  return { ...complete, evidence, ...(ids.size > 0 && defined({ commit: await findCommit() })) };
}

/**
 * Saves the plan if requested.
 *
 * @param findCommit - returns the program's commit, or undefined if the commit is unknown
 * @param salt - the salt of the digests that the plan already contains, so that they stay comparable
 */
export async function saveIfRequested(
  complete: Complete,
  { request, secrets }: CheckContext,
  findCommit: () => Promise<string | undefined>,
  salt?: string,
): Promise<Complete> {
  const { savePlan } = request;
  if (savePlan === undefined) return complete;
  const { plan, codeExemptions } = complete;
  const metadata = { [VERDICT_SUMMARY]: verdictSummary(complete, outcomeOf(complete, request)) };
  try {
    const commit = await findCommit();
    writePlan(savePlan, { ...{ plan, commit, codeExemptions, secrets, metadata }, ...defined({ salt }) });
    return complete;
  } catch (error) {
    return withFailure(complete, failureOf(error));
  }
}

function outcomeOf(complete: Complete, { strict, require, expectNoChanges }: CheckRequest): Outcome {
  const run = { directory: "", output: { stdout: "", stderr: "" }, durationSeconds: 0, result: complete };
  return buildVerdict([run], [], { strict, requireChanges: require === "changes", expectNoChanges }).outcome;
}
