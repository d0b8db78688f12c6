import { CommandError } from "../failures/command-error";
import { plannedByCli } from "./make-plan";
import type { PreviewResult } from "./preview-result";

/**
 * Reads a plan from a file, without running a program.
 *
 * @param expectedStack - the stack that the plan must belong to, in a form that `--stack` accepts
 * @throws PlanFileError if the file contains no plan
 * @throws CommandError if the plan belongs to a different stack
 */
export async function planFromFile(
  file: string,
  expectedStack: string | undefined,
  { debug }: { readonly debug: boolean },
): Promise<PreviewResult> {
  const { readPlanFile } = await import("@roadbed/plan/pulumi");
  const content = readPlanFile(file, { debug });
  const planned: PreviewResult =
    content.kind === "saved" ? { plan: content.plan, salt: content.salt } : plannedByCli(content);
  const { project, stack } = planned.plan;
  const name = expectedStack?.slice(expectedStack.lastIndexOf("/") + 1);
  if (name !== undefined && name !== stack)
    throw new CommandError(
      "stack-not-found",
      `${file}: expected a plan for the stack ${JSON.stringify(name)}, got a plan for ${project}/${stack}.`,
    );
  return { ...planned, planFile: { file, kind: content.kind } };
}
