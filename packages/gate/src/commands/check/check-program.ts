import type { PreviewEvent } from "@roadbed/plan/preview";
import { evaluateAgainstBase } from "../../evaluate/evaluate-against-base";
import { evaluateStack } from "../../evaluate/evaluate-stack";
import { requireReadableBaseline } from "../../evaluate/existing-findings/apply-baseline";
import { evaluatePacks } from "../../evaluate/policy-packs/evaluate-packs";
import { verifyPlan } from "../../evaluate/saved-plan/verify-plan";
import { asCompared, withFailure, type Compared, type Complete } from "../../evaluate/stages";
import { failureOf } from "../../failures/failure-of";
import { checkTypesDuring } from "../../preview/check-types";
import { chooseEngine } from "../../preview/engine-choice";
import { contextFileOf, recordAnswers } from "../../preview/lookup-answers";
import type { PlanningOptions } from "../../preview/make-plan";
import type { ProgramOutput } from "../../preview/program-output";
import type { PolicyPack } from "../../targets/policy-packs";
import { loadPolicies, type LoadPolicies } from "../../targets/settings/load-policies";
import { chooseStack, findTarget, requireOneStackFile, type Target } from "../../targets/target";
import { defined } from "../../util/defined";
import { stackLabel } from "../../verdict/stack-label";
import { completeEvaluation, notify, saveIfRequested, type CheckContext, type StackIdentity } from "./check-run";
import { stackApprovals } from "./stack-approvals";

/** Previews the program in a directory and checks its plan. */
export async function checkProgram(
  directory: string,
  packs: readonly PolicyPack[],
  context: CheckContext,
  output: ProgramOutput,
  onIdentified: (identity: StackIdentity) => void,
): Promise<Complete> {
  const { request, signal, progress, bases } = context;
  const engine = chooseEngine(request, process.env);
  const program = await findTarget(directory, engine);
  onIdentified({ directory, project: program.project });
  const { listStacks } = await import("@roadbed/plan/preview");
  // The list is not needed for the Pulumi CLI, which itself reports a stack that does not exist.
  const stacks = engine === "pulumi" && request.stack !== undefined ? [] : listStacks(program);
  const choice = await chooseStack({ directory, program }, stacks, request.stack);
  requireOneStackFile(program, choice.stack);
  const target: Target = { directory, program, ...choice };
  const identity = { directory, project: program.project, stack: target.stack };
  onIdentified(identity);
  const pathAtBase = (path: string): Promise<string | undefined> => bases.pathAtBase(target, path);
  await requireReadableBaseline(request, { root: program.root, pathAtBase });
  progress.started(stackLabel(identity));
  // Read the approvals now, before the program can change files.
  const approvals = stackApprovals(program.root, bases);
  const options = planningOptions(engine, context, output, stackLabel(identity));
  const compared = await evaluateTarget(target, options, context);
  const hasChanged = (path: string): Promise<boolean> => bases.hasChanged(target, path);
  const { passEnvironment } = request;
  const withPacks = await evaluatePacks(compared, packs, { passEnvironment, signal, hasChanged });
  const complete = await completeEvaluation(withPacks, program.root, context, {
    ...{ pathAtBase, approvals },
    findCommit: () => bases.headCommit(target),
  });
  const verified =
    context.planToVerify === undefined ? complete : verifyPlan(context.planToVerify, complete, context.secrets);
  return saveIfRequested(await recordIfRequested(verified, target, context), context, () => bases.headCommit(target));
}

function planningOptions(
  engine: PlanningOptions["engine"],
  { request, signal, progress, secrets, standby }: CheckContext,
  output: ProgramOutput,
  label: string,
): PlanningOptions {
  const { config, passEnvironment, timeoutSeconds, debug, state, context, recordContext, sdkPatches } = request;
  const onEvent = (event: PreviewEvent): void => {
    if (event.type === "strings") secrets.addStrings(event);
    if (event.type === "registered") progress.registered(label, event.count);
    if (event.type === "output") output.add(event.stream, event.text);
  };
  return {
    ...{ engine, config, passEnvironment, debug, recordContext, sdkPatches, signal, onEvent },
    ...defined({ timeoutSeconds, stateFile: state, contextFile: context, standby }),
  };
}

/**
 * Evaluates a stack against its base, or with the steps that its engine computed. If requested, also checks
 * the types of the program at the same time.
 */
async function evaluateTarget(target: Target, options: PlanningOptions, context: CheckContext): Promise<Compared> {
  const { request, bases, secrets } = context;
  const load: LoadPolicies = async (stack) => {
    const base = await bases.directoryAtBase(target);
    return loadPolicies(request, { directory: target.directory, ...defined({ base }) }, stack);
  };
  const evaluate = async (): Promise<Compared> => {
    if (options.engine === "pulumi" || request.state !== undefined)
      return asCompared(await evaluateStack(target, options, load));
    return evaluateAgainstBase(target, options, load, bases, { newFindingsOnly: request.newOnly ?? true, secrets });
  };
  if (!request.typeCheck) return evaluate();
  const { result, typeCheck } = await checkTypesDuring(target, options, evaluate);
  return "failure" in typeCheck ? withFailure(result, typeCheck.failure) : { ...result, ...typeCheck };
}

/** Records the results of the program's lookups if requested. */
async function recordIfRequested(complete: Complete, { program }: Target, context: CheckContext): Promise<Complete> {
  const { plan, lookups } = complete;
  if (lookups === undefined) return complete;
  try {
    const file = await contextFileOf(program, context.request.context);
    notify(context, await recordAnswers(file, plan, lookups));
    return complete;
  } catch (error) {
    return withFailure(complete, failureOf(error));
  }
}
