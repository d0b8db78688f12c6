import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { ContextAnswers } from "@roadbed/plan/internal";
import type { Program } from "@roadbed/plan/preview";
import type { RecordedLookup } from "@roadbed/plan/pulumi";

/** Returns the path of the context file of a program: beside its Pulumi.yaml, unless another file is named. */
export async function contextFileOf({ root }: Pick<Program, "root">, named: string | undefined): Promise<string> {
  const { CONTEXT_FILE } = await import("@roadbed/plan/internal");
  return named ?? join(root, CONTEXT_FILE);
}

/**
 * Opens the answers to the data source lookups of a stack.
 *
 * @param named - the file, if it is not the one beside Pulumi.yaml
 * @returns undefined if there is no file beside Pulumi.yaml
 * @throws PlanFileError if the file is invalid, or a named file does not exist
 */
export async function openAnswers(
  program: Pick<Program, "root">,
  stack: string,
  named: string | undefined,
): Promise<ContextAnswers | undefined> {
  const file = await contextFileOf(program, named);
  if (named === undefined && !existsSync(file)) return undefined;
  const { ContextAnswers, readContextFile } = await import("@roadbed/plan/internal");
  return new ContextAnswers(readContextFile(file), file, stack);
}

/**
 * Records the data source lookups of a CLI run.
 *
 * @returns a message with the number of recorded answers
 * @throws PlanFileError if the existing file is invalid or cannot be written
 */
export async function recordAnswers(file: string, plan: Plan, lookups: readonly RecordedLookup[]): Promise<string> {
  const { recordContext } = await import("@roadbed/plan/internal");
  const { kept, refused } = recordContext(file, plan, lookups);
  const omitted = refused.length === 0 ? "" : `; left out, because they contain secrets: ${refused.join(", ")}`;
  const count = kept === 0 ? "No answer was" : kept === 1 ? "1 answer was" : `${kept} answers were`;
  return `${count} recorded in ${file}${omitted}.`;
}
