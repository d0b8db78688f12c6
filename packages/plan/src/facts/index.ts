/**
 * Facts about resource types: which inputs force replacement, what is lost when a resource is deleted, which inputs
 * protect the resource, and which inputs are secret. docs/facts.md describes the sources of these facts.
 */
export type { DataProtection, ProtectionEffect } from "./protections";
export { protectionStrength } from "./protections";
export { controllerOf } from "./controllers";
export { withEquivalentInputs, type EquivalenceKind } from "./equivalence";
export { mergedTagsPlace } from "./merged-tags";
export { hasSameIdentity } from "./physical-identity";
export { hasRegionInput } from "./region-input";
export { deletesBeforeReplace, predictReplacement } from "./replacement";
export type { ReplacementEffect } from "./replacement-effect";
export type {
  ChangeKind,
  ConditionCase,
  InputTest,
  InputVersions,
  ReplacementCondition,
} from "./replacement-conditions";
export { statefulTypes, type LossKind } from "./stateful";
export type { MergedTagsPlace } from "./table";
export { findTypeFacts, typesWithSecrets, type TypeFacts } from "./type-facts";
