import type { ConfiguredRule } from "@roadbed/policies";
import { packFindings } from "./pack-findings";
import { makePlan, type Planned, type PlanningOptions } from "./planned";
import type { Target } from "./targets";
import type { Judgement } from "./verdict";

export type RunOptions = PlanningOptions;

/**
 * Previews one stack and judges the plan.
 *
 * @param loadRules called when the program's process is under way, so that loading them costs no time of its own
 */
export async function runStack(
  target: Target,
  options: RunOptions,
  loadRules: () => Promise<readonly ConfiguredRule[]>,
): Promise<Judgement> {
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
    const rules = await loadRules();
    return await judgePlan(await planning, rules);
  } finally {
    // If the rules cannot be loaded the program is ended, and waited for: no process is left behind.
    stop.abort();
    await planning.catch(() => undefined);
  }
}

/** Applies the rules to a plan, and adds what packs have found in it already. */
export async function judgePlan({ plan, packs }: Planned, rules: readonly ConfiguredRule[]): Promise<Judgement> {
  const { evaluate } = await import("@roadbed/policies");
  const evaluation = evaluate(plan, rules);
  if (packs === undefined) return { plan, evaluation };
  return { plan, evaluation: { ...evaluation, findings: [...evaluation.findings, ...packFindings(plan, packs)] } };
}
