export { expectNoFindings, type PolicyExpectation } from "./expectations";
export { compareStacks, expectOnlyCreates, type Growth, type GrowthExpectation } from "./growth";
export { preview, previewDirectory, type StackOptions } from "./preview";
export { StackPlan } from "./stack-plan";
export { unknownOutput } from "./unknown-output";
