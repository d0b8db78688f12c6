import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { ContextAnswers } from "@roadbed/plan/internal";
import type { Program } from "@roadbed/plan/preview";
import type { RecordedLookup } from "@roadbed/plan/pulumi";
import { isPresent } from "../util/is-present";

/** Returns the path of a program's context file, which is next to Pulumi.yaml unless another file is named. */
export async function contextFileOf({ root }: Pick<Program, "root">, named: string | undefined): Promise<string> {
  const { CONTEXT_FILE } = await import("@roadbed/plan/internal");
  return named ?? join(root, CONTEXT_FILE);
}

/**
 * Returns the recorded answers to a stack's data source lookups.
 *
 * @param named - the context file, if it is not the file next to Pulumi.yaml
 * @returns undefined if no file is named and there is no file next to Pulumi.yaml
 * @throws PlanFileError if the file is invalid, or a named file does not exist
 */
export async function openAnswers(
  program: Pick<Program, "root">,
  stack: string,
  named: string | undefined,
): Promise<ContextAnswers | undefined> {
  const file = await contextFileOf(program, named);
  if (named === undefined && !isPresent(file)) return undefined;
  const { ContextAnswers, readContextFile } = await import("@roadbed/plan/internal");
  return new ContextAnswers(readContextFile(file), file, stack);
}

/**
 * Records the data source lookups of a run of the Pulumi CLI.
 *
 * @returns a message with the number of recorded answers
 * @throws PlanFileError if the existing file is invalid, or if the file cannot be written
 */
export async function recordAnswers(file: string, plan: Plan, lookups: readonly RecordedLookup[]): Promise<string> {
  const { recordContext } = await import("@roadbed/plan/internal");
  const { kept, refused } = recordContext(file, plan, lookups);
  const omitted =
    refused.length === 0 ? "" : `; these lookups were left out, because they contain secrets: ${refused.join(", ")}`;
  const count = kept === 0 ? "No result was" : kept === 1 ? "1 result was" : `${kept} results were`;
  return `${count} recorded in ${file}${omitted}.`;
}
