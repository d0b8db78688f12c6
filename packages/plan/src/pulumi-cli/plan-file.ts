import { parseJson, readTextFile } from "../documents";
import { PlanFileError } from "../errors";
import { isSavedPlan, readSavedDocument, type SavedPlan } from "../saved-plan";
import { assemblePreview, type CliPreview, type CliRunContext } from "./cli-preview";
import { isDigest, readDigestDocument } from "./digest";
import { isEvent, readEventLog } from "./event-log";
import { isUpdatePlan } from "./update-plan";

/** The content of a plan file. */
export type PlanFile =
  | ({ readonly kind: "saved" } & SavedPlan)
  | ({ readonly kind: "digest" | "event-log" } & CliPreview);

/**
 * Reads a plan file: a plan that Roadbed saved, the digest that `pulumi preview --json` prints, or an event log from
 * `--event-log` or a streaming JSON preview.
 *
 * @throws PlanFileError `wrong-kind` if the file does not contain a plan. If the kind of file is recognized, the
 * message names it.
 */
export function readPlanFile(path: string, context: CliRunContext = {}): PlanFile {
  const content = readTextFile(path);
  const firstLine = content.slice(0, lineEnd(content)).trim();
  if (isEvent(parsed(firstLine))) return { kind: "event-log", ...readPreviewLog(content, path, context) };
  const json = parseJson(content, path);
  if (isSavedPlan(json)) return { kind: "saved", ...readSavedDocument(json, path) };
  if (isDigest(json))
    return { kind: "digest", ...assemblePreview({ digest: readDigestDocument(json, path) }, context) };
  throw new PlanFileError("wrong-kind", `${path} ${describeDocument(json)}`);
}

function readPreviewLog(content: string, path: string, context: CliRunContext): CliPreview {
  const log = readEventLog(content, path);
  if (log.steps.length === 0 && log.policies.packs.length > 0)
    throw new PlanFileError(
      "wrong-kind",
      `${path} is the output of "pulumi policy analyze", which contains findings, but no plan.`,
    );
  if (log.isDeployment)
    throw new PlanFileError(
      "wrong-kind",
      `${path} is the event log of a deployment. Pass the event log of "pulumi preview".`,
    );
  return assemblePreview({ log }, context);
}

function lineEnd(content: string): number {
  const end = content.indexOf("\n");
  return end < 0 ? content.length : end;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The content is a document that spans several lines, so its first line is not valid JSON.
    return undefined;
  }
}

/** Returns the end of a sentence that describes a document without a plan. */
function describeDocument(json: unknown): string {
  const has = (...names: readonly string[]): boolean =>
    typeof json === "object" && json !== null && names.every((name) => Object.hasOwn(json, name));
  if (has("deployment") || has("checkpoint"))
    return 'is a stack state, not a plan. To compare a preview with the state, pass the file with "--state".';
  if (isUpdatePlan(json))
    return 'is an update plan from "pulumi preview --save-plan", which contains only differences. Pass the output of "pulumi preview --json".';
  if (has("result", "duration"))
    return 'is the summary from "pulumi preview --output json", which contains no properties. Pass the output of "pulumi preview --json".';
  if (has("planned_values")) return "is a Terraform plan, not a Pulumi plan.";
  return 'does not contain a plan. Pass a file from "roadbed check --save-plan", the output of "pulumi preview --json", or an event log.';
}
