import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { ContextAnswers } from "@roadbed/plan/internal";
import type { Program } from "@roadbed/plan/preview";
import type { RecordedLookup } from "@roadbed/plan/pulumi";

/** The file of a program's answers: beside its Pulumi.yaml, unless another is named. */
export async function contextFileOf({ root }: Pick<Program, "root">, named: string | undefined): Promise<string> {
  const { CONTEXT_FILE } = await import("@roadbed/plan/internal");
  return named ?? join(root, CONTEXT_FILE);
}

/**
 * The answers to the look-ups of a stack.
 *
 * @param named the file if it is not the one beside Pulumi.yaml
 * @returns undefined if there is no file beside it
 * @throws PlanFileError if the file is wrong, or the named one is not there
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
 * Writes down what a program asked in a run of the CLI.
 *
 * @returns one sentence that says what came of it
 * @throws PlanFileError if the file is wrong already, or cannot be written
 */
export async function recordAnswers(file: string, plan: Plan, lookups: readonly RecordedLookup[]): Promise<string> {
  const { recordContext } = await import("@roadbed/plan/internal");
  const { kept, refused } = recordContext(file, plan, lookups);
  const left = refused.length === 0 ? "" : `; left out, since they hold secrets: ${refused.join(", ")}`;
  const count = kept === 0 ? "No answer was" : kept === 1 ? "1 answer was" : `${kept} answers were`;
  return `${count} recorded in ${file}${left}.`;
}
