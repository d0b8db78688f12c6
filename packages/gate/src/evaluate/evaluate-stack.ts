import { failureOf, isStoppedPreviewError } from "../failures/failure-of";
import type { Failure } from "../model/failure";
import { makePlan, type PlanningOptions } from "../preview/make-plan";
import type { PreviewResult } from "../preview/preview-result";
import type { LoadPolicies } from "../targets/settings/load-policies";
import type { Target } from "../targets/target";
import { evaluatePlan } from "./evaluate-plan";
import { withFailure, type Evaluated } from "./stages";

/**
 * Previews one stack and evaluates its plan. If the program is stopped, the result has a failure and contains the
 * resources that the program had registered.
 *
 * @param load - loads the policies; called when the program's process has started, so that both run at the same time
 */
export async function evaluateStack(target: Target, options: PlanningOptions, load: LoadPolicies): Promise<Evaluated> {
  const stop = new AbortController();
  let onStarted: (() => void) | undefined;
  const started = new Promise<void>((resolve) => (onStarted = resolve));
  const planning = makePlan(target, {
    ...options,
    signal: AbortSignal.any([options.signal, stop.signal]),
    onEvent: (event) => {
      if (event.type === "started") onStarted?.();
      options.onEvent(event);
    },
  });
  try {
    await Promise.race([started, planning]);
    const policies = await load(`${target.program.project}/${target.stack}`);
    const { planned, failure } = await planUpToStop(planning, options.signal);
    const evaluated = await evaluatePlan(planned, policies, target.program.root);
    return failure === undefined ? evaluated : withFailure(evaluated, failure);
  } finally {
    // If the policies cannot be loaded, stop the program and wait for its end, so that no process is left behind.
    stop.abort();
    await planning.catch(() => undefined);
  }
}

/** Waits for a plan. If the program was stopped, returns the plan up to that point and the reason. */
async function planUpToStop(
  planning: Promise<PreviewResult>,
  signal: AbortSignal,
): Promise<{ readonly planned: PreviewResult; readonly failure?: Failure }> {
  try {
    return { planned: await planning };
  } catch (error) {
    if (!isStoppedPreviewError(error)) throw error;
    return { planned: { plan: error.plan }, failure: failureOf(signal.aborted ? signal.reason : error) };
  }
}
