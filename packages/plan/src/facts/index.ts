/**
 * What is known about resource types: which inputs force a replacement, what deleting one loses, what protects it, which
 * inputs are secret. docs/facts.md says where the facts come from and how they are refreshed.
 */
export type { Effect, Protection } from "./protection-rules";
export { strengthOf } from "./protections";
export { deletesBeforeReplace, replacementOf, type Replacement } from "./replacement";
export { statefulTypes, type Loss } from "./stateful";
export { factsOf, type TypeFacts } from "./type-facts";
