import type { Plan } from "../model";
import type { Program } from "../program";
import type { PreviewOptions } from "./preview-options";
import { runPreview } from "./run-preview";

/**
 * Previews a program with the embedded engine.
 *
 * @remarks
 * The program runs in a separate process with its own copy of @pulumi/pulumi. A preview requires no providers, cloud
 * credentials, or Pulumi CLI. If the program fails partway through, the result is a plan with `result: "failed"`.
 *
 * @throws PreviewError if no plan can be created
 * @throws StoppedPreviewError if the program is stopped, with the plan up to that point
 */
export async function previewProgram(program: Program, options: PreviewOptions): Promise<Plan> {
  return runPreview(program, options);
}
