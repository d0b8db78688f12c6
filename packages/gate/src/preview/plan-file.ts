import { CommandError } from "../model/exit-codes";
import { plannedByCli, type Planned } from "./make-plan";
import type { LoadPolicies } from "../targets/settings/load-policies";
import { judgePlan } from "../evaluate/evaluate-stack";
import type { Judgement } from "../verdict/verdict";

/**
 * Judges a plan from a file, without running any program.
 *
 * @param root the folder that the positions in it are relative to, if the program is there
 * @param wanted the stack whose plan it should be, as `--stack` takes it
 * @throws PlanFileError if the file holds no plan
 * @throws CommandError if it is the plan of another stack
 */
export async function judgePlanFile(
  file: string,
  root: string,
  wanted: string | undefined,
  debug: boolean,
  load: LoadPolicies,
): Promise<Judgement> {
  const { readPlanFile } = await import("@roadbed/plan/pulumi");
  const found = readPlanFile(file, { debug });
  const planned: Planned = found.kind === "saved" ? { plan: found.plan } : plannedByCli(found);
  const { project, stack } = planned.plan;
  const name = wanted?.slice(wanted.lastIndexOf("/") + 1);
  if (name !== undefined && name !== stack)
    throw new CommandError("noStack", `${file} is the plan of ${project}/${stack}, not of a stack called ${name}.`);
  const policies = await load(`${project}/${stack}`);
  return { ...(await judgePlan(planned, policies, root)), planFile: { file, kind: found.kind } };
}
