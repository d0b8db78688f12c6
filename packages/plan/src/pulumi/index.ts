export type { PulumiOptions } from "./cli-arguments";
export type { CliPreview, CliRunContext } from "./cli-preview";
export type { Drift } from "./drift";
export { recordContext, type RecordingResult, type RecordedLookup } from "../context/recording";
export { readPlanFile, type PlanFile } from "./plan-file";
export type { PackInfo, PackRemediation, PackReport, PackUndecided, PackViolation } from "./policy-findings";
export { killLeftovers, killTree } from "./process-tree";
export { readPolicyAnalysis, readCliPreview, type PreviewDocuments } from "./read-preview";
export { runPulumiCli } from "./run";
