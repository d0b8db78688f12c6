import { PlanFileError, parseSavedPlan, serializePlan, type Plan, type SourcePosition, type Urn } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import { defined } from "../../util/defined";
import { withPriorStateHash } from "./prior-state-hash";
import { writeWhole } from "../../util/write-whole";

/** A saved plan that serves as the base. */
export interface BasePlanFile {
  readonly plan: Plan;
  /** The salt of the digests that replace secrets. */
  readonly salt: string;
  /** The commit of the program. Absent if the program was not in a repository. */
  readonly commit?: string;
  /** The exemption comments in the program. */
  readonly codeExemptions: readonly Exemption[];
}

/**
 * Reads a plan that `--save-plan` wrote.
 *
 * @param expected - the stack to compare
 * @throws CommandError if the plan belongs to a different stack or to a program that failed
 * @throws PlanFileError if the file does not exist or is invalid
 */
export async function readBasePlan(file: string, expected: Pick<Plan, "project" | "stack">): Promise<BasePlanFile> {
  const { plan, salt, metadata } = await read(file);
  if (plan.project !== expected.project || plan.stack !== expected.stack)
    throw new CommandError(
      "base-plan-invalid",
      `${file}: expected a plan for ${expected.project}/${expected.stack}, got a plan for ${plan.project}/${plan.stack}.`,
    );
  if (plan.result === "failed")
    throw new CommandError(
      "base-plan-invalid",
      `${file}: the program that produced this plan failed. Save the plan of a successful run.`,
    );
  const codeExemptions = readExemptions(metadata[EXEMPTIONS_KEY]);
  return { plan, salt, codeExemptions, ...defined({ commit: metadata.commit }) };
}

/** The key of the exemptions in a saved plan's metadata, which contains only strings. */
const EXEMPTIONS_KEY = "exemptionsInCode";

interface SavedExemption extends Omit<Exemption, "comment"> {
  readonly source: SourcePosition;
  readonly urns: readonly Urn[];
}

function serializeExemptions(exemptions: readonly Exemption[]): string {
  const saved = exemptions.flatMap(({ comment, ...exemption }): readonly SavedExemption[] =>
    comment === undefined ? [] : [{ ...exemption, source: comment.source, urns: [...comment.urns] }],
  );
  return JSON.stringify(saved);
}

/** Parses exemptions. Returns none for invalid metadata, so that the exemptions at the head are reported as new. */
function readExemptions(text = "[]"): readonly Exemption[] {
  try {
    const saved = JSON.parse(text) as readonly SavedExemption[];
    return saved.map(({ source, urns, ...exemption }) => ({ ...exemption, comment: { source, urns: new Set(urns) } }));
  } catch {
    return [];
  }
}

async function read(file: string): Promise<ReturnType<typeof parseSavedPlan>> {
  const { readTextFile } = await import("@roadbed/plan/internal");
  return parseSavedPlan(readTextFile(file), file);
}

/** A plan to save. */
export interface PlanToSave {
  readonly plan: Plan;
  readonly commit: string | undefined;
  /** The exemption comments in the program. */
  readonly codeExemptions: readonly Exemption[];
  /** The secrets of the program that its plan may contain without a mark. */
  readonly secrets: Iterable<string>;
  /** The salt of the digests that the plan already contains. @default a random string */
  readonly salt?: string;
  /** Further information about the plan. @default {} */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a plan for `--base-plan`, without secrets.
 *
 * @throws CommandError if the file cannot be written
 */
export function writePlan(
  file: string,
  { plan, commit, codeExemptions, secrets, salt, metadata: further }: PlanToSave,
): void {
  const metadata = {
    ...further,
    ...defined({ commit }),
    ...(codeExemptions.length > 0 && { [EXEMPTIONS_KEY]: serializeExemptions(codeExemptions) }),
  };
  try {
    writeWhole(file, withPriorStateHash(serializePlan(plan, { metadata, secrets, ...defined({ salt }) })));
  } catch (error) {
    if (error instanceof PlanFileError) throw new CommandError("file-not-writable", error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandError("file-not-writable", `Cannot write the plan file ${file} (${code}).`, { cause: error });
  }
}
