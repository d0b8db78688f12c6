import type { LoadPolicies } from "../targets/settings/load-policies";
import { runStack, type RunOptions } from "./evaluate-stack";
import type { Target } from "../targets/target";
import type { Judgement } from "../verdict/verdict";

/**
 * Previews one stack and judges the plan, with its changes against an export of the stack.
 *
 * @throws PlanFileError if the file is no state, or another stack's
 */
export async function runWithState(
  file: string,
  target: Target,
  options: RunOptions,
  load: LoadPolicies,
): Promise<Judgement> {
  const { readStateFile } = await import("@roadbed/plan/preview");
  const { state, note } = await readStateFile(file, { project: target.program.project, stack: target.stack });
  const judgement = await runStack(target, { ...options, state }, load);
  const { gaps } = judgement.plan;
  const notes = note === undefined ? gaps.notes : [...gaps.notes, note];
  return { ...judgement, plan: { ...judgement.plan, gaps: { ...gaps, notes } }, state: { file } };
}
