import { evaluatePlan } from "../../evaluate/evaluate-plan";
import { evaluatePacks } from "../../evaluate/policy-packs/evaluate-packs";
import { asCompared, type Complete } from "../../evaluate/stages";
import { planFromFile } from "../../preview/plan-file";
import type { PolicyPack } from "../../targets/policy-packs";
import { loadPolicies } from "../../targets/settings/load-policies";
import { completeEvaluation, saveIfRequested, type CheckContext, type StackIdentity } from "./check-run";
import { stackApprovals } from "./stack-approvals";

const notAvailable = (): Promise<undefined> => Promise.resolve(undefined);

/**
 * Checks a plan from a file, without running a program.
 *
 * @param directory - the directory with the settings and the baseline file
 */
export async function checkPlanFile(
  file: string,
  directory: string,
  packs: readonly PolicyPack[],
  context: CheckContext,
  onIdentified: (identity: StackIdentity) => void,
): Promise<Complete> {
  const { request, signal } = context;
  const planned = await planFromFile(file, request.stack, request);
  const { project, stack } = planned.plan;
  const policies = await loadPolicies(request, { directory }, `${project}/${stack}`);
  const evaluated = await evaluatePlan(planned, policies, directory);
  onIdentified({ directory, project, stack });
  const hasChanged = (): Promise<boolean> => Promise.resolve(false);
  const { passEnvironment } = request;
  const compared = await evaluatePacks(asCompared(evaluated), packs, { passEnvironment, signal, hasChanged });
  const complete = await completeEvaluation(compared, directory, context, {
    pathAtBase: notAvailable,
    findCommit: notAvailable,
    approvals: stackApprovals(directory, context.bases),
  });
  return saveIfRequested(complete, context, notAvailable, planned.salt);
}
