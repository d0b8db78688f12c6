import type { Plan } from "../model";
import type { Program } from "../program";
import type { PreviewOptions } from "./preview-options";
import { runPreview } from "./run-preview";

/**
 * Previews a program with the embedded engine.
 *
 * @remarks
 * Runs the program in a separate process with its own copy of @pulumi/pulumi. Needs no providers, no cloud credentials
 * and no Pulumi CLI. A program that fails half-way results in a plan with `result: "failed"`.
 *
 * @throws PreviewError if no plan can be made
 */
export async function previewProgram(program: Program, options: PreviewOptions): Promise<Plan> {
  return runPreview(program, options);
}
