/**
 * What is known about resource types: which inputs force a replacement, what deleting one loses, what protects it, which
 * inputs are secret. docs/facts.md says where the facts come from and how they are refreshed.
 */
export type { DataProtection, ProtectionEffect } from "./protection-rules";
export { protectionStrength } from "./protections";
export { deletesBeforeReplace, predictReplacement, type ReplacementEffect } from "./replacement";
export { STATEFUL_TYPES, type LossKind } from "./stateful";
export { findTypeFacts, type TypeFacts } from "./type-facts";
