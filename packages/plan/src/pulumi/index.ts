export type { PulumiOptions } from "./cli-arguments";
export type { CliPreview, RunContext } from "./cli-preview";
export type { Drift } from "./drift";
export { recordContext, type Recorded, type RecordedLookup } from "../context/recording";
export { readPlanFile, type PlanFile } from "./plan-file";
export type { Pack, PackRemediation, PackReport, PackUndecided, PackViolation } from "./policy-findings";
export { killLeftovers, killTree } from "./process-tree";
export { readPolicyAnalysis, readPreview, type PreviewTexts } from "./read-preview";
export { runPulumi } from "./run";
