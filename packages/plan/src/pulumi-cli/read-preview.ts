import type { PackReport } from "../model";
import { assemblePreview, type CliPreview, type CliRunContext } from "./cli-preview";
import { readDigest } from "./digest";
import { readEventLog } from "./event-log";
import { readUpdatePlan } from "./update-plan";

/** The output of one run of `pulumi preview` or `pulumi refresh --preview-only`: a digest, a log, or both. */
export interface PreviewDocuments {
  /** The output of `--json`. */
  readonly digest?: string;
  /** The file from `--event-log`, or the output of `--json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW. */
  readonly eventLog?: string;
  /**
   * The file from `--save-plan`. It adds options that the other documents do not contain, such as
   * `deleteBeforeReplace`.
   */
  readonly updatePlan?: string;
}

/**
 * Creates the plan from the output of one run of the CLI. If the run failed, the plan contains the steps that the CLI
 * reported before the failure.
 *
 * @throws PlanFileError
 */
export function readCliPreview(documents: PreviewDocuments, context: CliRunContext = {}): CliPreview {
  const { digest, eventLog, updatePlan } = documents;
  return assemblePreview(
    {
      ...(digest === undefined ? {} : { digest: readDigest(digest, "the digest") }),
      ...(eventLog === undefined ? {} : { log: readEventLog(eventLog, "the event log", context.debug) }),
      ...(updatePlan === undefined ? {} : { updatePlan: readUpdatePlan(updatePlan, "the update plan") }),
    },
    context,
  );
}

/**
 * Parses the output of `pulumi policy analyze --json`.
 *
 * @throws PlanFileError
 */
export function parsePolicyAnalysis(content: string): PackReport {
  return readEventLog(content, "the analysis").policies;
}
