export { isSecret, isUnknown } from "@roadbed/plan";
export type { Plan, Properties, Resource, Value } from "@roadbed/plan";
export { LookupError, type LookupErrorCode } from "@roadbed/plan/preview";
export type { Lookups, PreviewOptions } from "@roadbed/plan/preview";
export { expectNoFindings, type NoFindingsOptions } from "./expect-no-findings";
export { preview, previewDirectory, type StackOptions } from "./preview";
export { comparePlans, expectOnlyCreates, type OnlyCreatesOptions, type StackChanges } from "./stack-changes";
export { StackPlan } from "./stack-plan";
export { unknownOutput } from "./unknown-output";
