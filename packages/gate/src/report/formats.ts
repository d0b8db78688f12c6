import type { Verdict } from "../model/verdict";
import { jsonReport } from "./json/json-report";
import { textReport, type TextOptions } from "./text/text-report";

/** What reports for people depend on beside the verdict. */
export type RenderOptions = TextOptions;

/** The formats of `--output`, each with the function that writes a verdict in it. */
const RENDERERS = {
  text: textReport,
  json: jsonReport,
} as const satisfies Record<string, (verdict: Verdict, options: RenderOptions) => string>;

/** A format that a verdict can be written in. */
export type Format = keyof typeof RENDERERS;

export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** Returns a verdict as a report in one format. */
export function renderReport(verdict: Verdict, format: Format, options: RenderOptions): string {
  return RENDERERS[format](verdict, options);
}
