import { parseJson, readTextFile } from "../documents";
import { PlanFileError } from "../errors";
import type { Plan } from "../model";
import { isSavedPlan, readSavedDocument } from "../saved-plan";
import { assemblePreview, type CliPreview, type CliRunContext } from "./cli-preview";
import { isDigest, readDigestDocument } from "./digest";
import { isEvent, readEventLog } from "./event-log";
import { isUpdatePlan } from "./update-plan";

/** A plan from a file, with what else the file holds. */
export type PlanFile =
  | { readonly kind: "saved"; readonly plan: Plan; readonly about: Readonly<Record<string, string>> }
  | ({ readonly kind: "digest" | "event-log" } & CliPreview);

/**
 * Reads a plan from a file of any kind that holds one: saved by Roadbed, the digest of `pulumi preview --json`, or an
 * event log, be it of `--event-log` or of a streaming JSON preview.
 *
 * @throws PlanFileError that says what the file is instead, as far as that can be told
 */
export function readPlanFile(path: string, context: CliRunContext = {}): PlanFile {
  const content = readTextFile(path);
  const firstLine = content.slice(0, lineEnd(content)).trim();
  if (isEvent(parsed(firstLine))) return { kind: "event-log", ...readPreviewLog(content, path, context) };
  const json = parseJson(content, path);
  if (isSavedPlan(json)) return { kind: "saved", ...readSavedDocument(json, path) };
  if (isDigest(json))
    return { kind: "digest", ...assemblePreview({ digest: readDigestDocument(json, path) }, context) };
  throw new PlanFileError("foreign", `${path} ${whatElse(json)}`);
}

function readPreviewLog(content: string, path: string, context: CliRunContext): CliPreview {
  const log = readEventLog(content, path);
  if (log.steps.length === 0 && log.policies.packs.length > 0)
    throw new PlanFileError(
      "foreign",
      `${path} is the output of "pulumi policy analyze": it holds findings, but no plan.`,
    );
  if (log.carriedOut)
    throw new PlanFileError(
      "foreign",
      `${path} is the event log of a change that was carried out: a plan is needed, as of "pulumi preview".`,
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
    // The first line of a document over several lines.
    return undefined;
  }
}

/** The end of a sentence about something that holds no plan. */
function whatElse(json: unknown): string {
  const has = (...names: readonly string[]): boolean =>
    typeof json === "object" && json !== null && names.every((name) => Object.hasOwn(json, name));
  if (has("deployment") || has("checkpoint"))
    return 'is the export of a stack, not a plan: give it with "--state" to compare a preview against it.';
  if (isUpdatePlan(json))
    return 'is an update plan of "pulumi preview --save-plan", which holds only differences: save the output of "pulumi preview --json" instead.';
  if (has("result", "duration"))
    return 'is the summary of "pulumi preview --output json", which holds no properties: use "--json" instead.';
  if (has("planned_values")) return "is a plan of Terraform, not of Pulumi.";
  return 'holds no plan: neither one saved with "--save-plan", nor the output of "pulumi preview --json", nor an event log.';
}
