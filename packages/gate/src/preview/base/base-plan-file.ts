import { writeFileSync } from "node:fs";
import { PlanFileError, readSavedPlan, savePlan, type Plan, type SourcePosition, type Urn } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";

/** A plan that was saved to be compared with. */
export interface BasePlanFile {
  readonly plan: Plan;
  /** The commit whose plan it is, if it was made in a repository. */
  readonly commit?: string;
  /** The exemptions in the code of its program. */
  readonly codeExemptions: readonly Exemption[];
}

/**
 * Reads what `--save-plan` wrote.
 *
 * @param wanted the stack to be compared
 * @throws CommandError if it is of another stack, or the program had failed
 * @throws PlanFileError if there is none
 */
export async function readBasePlan(file: string, wanted: Pick<Plan, "project" | "stack">): Promise<BasePlanFile> {
  const { plan, about } = await read(file);
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
  const codeExemptions = readExemptions(about[IN_CODE]);
  return { plan, codeExemptions, ...(about.commit !== undefined && { commit: about.commit }) };
}

/** What else is known of a saved plan is texts by name. */
const IN_CODE = "exemptionsInCode";

interface SavedExemption extends Omit<Exemption, "inCode"> {
  readonly source: SourcePosition;
  readonly urns: readonly Urn[];
}

function spellExemptions(exemptions: readonly Exemption[]): string {
  const saved = exemptions.flatMap(({ inCode, ...exemption }): readonly SavedExemption[] =>
    inCode === undefined ? [] : [{ ...exemption, source: inCode.source, urns: [...inCode.urns] }],
  );
  return JSON.stringify(saved);
}

/** What does not read as exemptions is none: then those of the head are new, and the verdict says so. */
function readExemptions(text = "[]"): readonly Exemption[] {
  try {
    const saved = JSON.parse(text) as readonly SavedExemption[];
    return saved.map(({ source, urns, ...exemption }) => ({ ...exemption, inCode: { source, urns: new Set(urns) } }));
  } catch {
    return [];
  }
}

async function read(file: string): Promise<ReturnType<typeof readSavedPlan>> {
  const { readTextFile } = await import("@roadbed/plan/internal");
  return readSavedPlan(readTextFile(file), file);
}

/** A plan to be saved. */
export interface PlanToSave {
  readonly plan: Plan;
  readonly commit: string | undefined;
  /** The exemptions in the code of the program. */
  readonly codeExemptions: readonly Exemption[];
}

/** Writes a plan for `--base-plan`; secrets are left out. @throws CommandError if it cannot be written */
export function writePlan(file: string, { plan, commit, codeExemptions }: PlanToSave): void {
  const about = {
    ...(commit !== undefined && { commit }),
    ...(codeExemptions.length > 0 && { [IN_CODE]: spellExemptions(codeExemptions) }),
  };
  try {
    writeFileSync(file, savePlan(plan, about));
  } catch (error) {
    if (error instanceof PlanFileError) throw new CommandError("error", error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError("error", `The plan ${file} cannot be written (${code}).`, { cause: error });
  }
}
