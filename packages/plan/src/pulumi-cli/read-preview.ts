import type { PackReport } from "../model";
import { assemblePreview, type CliPreview, type CliRunContext } from "./cli-preview";
import { readDigest } from "./digest";
import { readEventLog } from "./event-log";
import { readUpdatePlan } from "./update-plan";

/** The texts that one run of `pulumi preview` or `pulumi refresh --preview-only` wrote; a digest, a log, or both. */
export interface PreviewDocuments {
  /** What `--json` printed. */
  readonly digest?: string;
  /** What `--event-log` wrote, or `--json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW printed. */
  readonly eventLog?: string;
  /** What `--save-plan` wrote: adds the options that neither of the others has, such as `deleteBeforeReplace`. */
  readonly updatePlan?: string;
}

/**
 * One plan from what one run of the CLI wrote. A run that failed gives a plan with all that was delivered.
 *
 * @throws PlanFileError
 */
export function readCliPreview(texts: PreviewDocuments, context: CliRunContext = {}): CliPreview {
  const { digest, eventLog, updatePlan } = texts;
  return assemblePreview(
    {
      ...(digest === undefined ? {} : { digest: readDigest(digest, "the digest") }),
      ...(eventLog === undefined ? {} : { log: readEventLog(eventLog, "the event log", context.debug) }),
      ...(updatePlan === undefined ? {} : { updatePlan: readUpdatePlan(updatePlan, "the update plan") }),
    },
    context,
  );
}

/** What `pulumi policy analyze --json` printed. @throws PlanFileError */
export function readPolicyAnalysis(content: string): PackReport {
  return readEventLog(content, "the analysis").policies;
}
