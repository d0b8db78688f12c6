/** Creates plans with the Pulumi CLI: runs `pulumi preview`, or reads its output. */
export type { RecordedLookup } from "../context";
export type { PackInfo, PackRemediation, PackReport, PackUndecided, PackViolation } from "../model";
export type { PulumiCliOptions } from "./cli-arguments";
export type { CliPreview, CliRunContext } from "./cli-preview";
export type { Drift } from "./drift";
export { readPlanFile, type PlanFile } from "./plan-file";
export { readCliPreview, parsePolicyAnalysis, type PreviewDocuments } from "./read-preview";
export { runPulumiCli } from "./run";
