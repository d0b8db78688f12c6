import { readFileSync, writeFileSync } from "node:fs";
import { PlanFileError, readSavedPlan, savePlan, type Plan } from "@roadbed/plan";
import { CommandError } from "../exit-codes";

/** A plan that was saved to be compared with. */
export interface BasePlanFile {
  readonly plan: Plan;
  /** The commit whose plan it is, if it was made in a repository. */
  readonly commit?: string;
}

/**
 * Reads what `--save-plan` wrote.
 *
 * @param wanted the stack to be compared
 * @throws CommandError if there is none, it is of another stack, or the program had failed
 */
export function readBasePlan(file: string, wanted: Pick<Plan, "project" | "stack">): BasePlanFile {
  const { plan, about } = read(file);
  if (plan.project !== wanted.project || plan.stack !== wanted.stack)
    throw new CommandError(
      "usage",
      `The base plan ${file} is of ${plan.project}/${plan.stack}, not of ${wanted.project}/${wanted.stack}.`,
    );
  if (plan.result === "failed")
    throw new CommandError(
      "usage",
      `The base plan ${file} is of a program that failed half-way: save one of a check that came to its end.`,
    );
  return { plan, ...(about.commit !== undefined && { commit: about.commit }) };
}

function read(file: string): ReturnType<typeof readSavedPlan> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError("usage", `The base plan ${file} cannot be read (${code}).`, { cause: error });
  }
  try {
    return readSavedPlan(text, file);
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error;
    throw new CommandError("usage", error.message, { cause: error });
  }
}

/** Writes a plan for `--base-plan`; secrets are left out. @throws CommandError if it cannot be written */
export function writePlan(file: string, plan: Plan, commit: string | undefined): void {
  try {
    writeFileSync(file, savePlan(plan, commit === undefined ? {} : { commit }));
  } catch (error) {
    if (error instanceof PlanFileError) throw new CommandError("error", error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError("error", `The plan ${file} cannot be written (${code}).`, { cause: error });
  }
}
