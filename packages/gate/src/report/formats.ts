import type { Verdict } from "../model/verdict";
import { jsonReport } from "./json/json-report";
import { textReport, type TextOptions } from "./text/text-report";

/** Options for reports that people read. */
export type RenderOptions = TextOptions;

/** The formats of `--output`, each with the function that renders a verdict. */
const RENDERERS = {
  text: textReport,
  json: jsonReport,
} as const satisfies Record<string, (verdict: Verdict, options: RenderOptions) => string>;

/** The name of a report format. */
export type Format = keyof typeof RENDERERS;

/** The names of all formats. */
export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** Returns a verdict as a report in one format. */
export function renderReport(verdict: Verdict, format: Format, options: RenderOptions): string {
  return RENDERERS[format](verdict, options);
}
