import { codeExemptions } from "./code-exemptions/code-exemptions";
import type { StackPolicies } from "../targets/settings/stack-policies";
import { packFindings } from "./policy-packs/pack-findings";
import { makePlan, type Planned, type PlanningOptions } from "../preview/make-plan";
import type { LoadPolicies } from "../targets/settings/load-policies";
import type { Target } from "../targets/target";
import type { Judgement } from "../verdict/verdict";

export type RunOptions = PlanningOptions;

/**
 * Previews one stack and judges the plan.
 *
 * @param load called when the program's process is under way, so that loading them costs no time of its own
 */
export async function runStack(target: Target, options: RunOptions, load: LoadPolicies): Promise<Judgement> {
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
    return await judgePlan(await planning, policies, target.program.root);
  } finally {
    // If the rules cannot be loaded the program is ended, and waited for: no process is left behind.
    stop.abort();
    await planning.catch(() => undefined);
  }
}

/**
 * Applies the rules to a plan, adds what packs have found in it already, and sets aside what is exempt.
 *
 * @param root the folder of the program, in whose files comments may exempt; without it none does
 * @throws CommandError if such a comment is wrong
 */
export async function judgePlan(
  { plan, packs, lookups }: Planned,
  policies: StackPolicies,
  root?: string,
): Promise<Judgement> {
  const { applyExemptions, evaluate } = await import("@roadbed/policies");
  const own = evaluate(plan, policies.policies);
  const ofPacks = packs === undefined ? [] : packFindings(plan, packs);
  const all = { ...own, findings: [...own.findings, ...ofPacks] };
  const inCode = root === undefined ? [] : await codeExemptions(plan, root, policies);
  return {
    plan,
    ...applyExemptions(all, [...policies.exemptions, ...inCode], new Date()),
    inCode,
    policies,
    ...(packs !== undefined && packs.packs.length > 0 && { packs: packs.packs }),
    ...(lookups !== undefined && { lookups }),
  };
}
