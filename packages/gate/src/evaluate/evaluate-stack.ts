import { makePlan, type PlanningOptions } from "../preview/make-plan";
import type { LoadPolicies } from "../targets/settings/load-policies";
import type { Target } from "../targets/target";
import { evaluatePlan } from "./evaluate-plan";
import type { Evaluated } from "./stages";

/**
 * Previews one stack and evaluates its plan.
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
    return await evaluatePlan(await planning, policies, target.program.root);
  } finally {
    // If the policies cannot be loaded, stop the program and wait for its end, so that no process is left behind.
    stop.abort();
    await planning.catch(() => undefined);
  }
}
