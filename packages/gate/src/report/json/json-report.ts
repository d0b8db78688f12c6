import type { Verdict } from "../../model/verdict";
import { jsonText } from "./json-text";

/** The version of the JSON report, which `verdict.schema.json` describes. Within a version, no field changes its meaning. */
export const JSON_FORMAT_VERSION = 1;

/** Returns the verdict as JSON, for machines. */
export function jsonReport(verdict: Verdict): string {
  return jsonText({ version: JSON_FORMAT_VERSION, ...verdict });
}
