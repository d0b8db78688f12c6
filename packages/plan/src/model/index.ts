export { isMarkedUnknown, unknownMark, secretMark } from "./comparison-mark";
export { outputChanges, outputChangesSinceState, unreadableOutputs } from "./output-change";
export {
  readsUnknown,
  type PackInfo,
  type PackRemediation,
  type PackReport,
  type PackUndecided,
  type PackViolation,
} from "./pack-report";
export {
  hasAllResources,
  hasProgramFinished,
  OPERATIONS,
  type AnsweredLookup,
  type AssumedUnchangedProperty,
  type Diagnostic,
  type EngineInfo,
  type LookupInput,
  type ExposedSecret,
  type Operation,
  type OutputChange,
  type Plan,
  type PlanGaps,
  type ReplacementCause,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  type Step,
  type UnansweredLookup,
} from "./plan";
export { formatPropertyPath, parsePropertyPath, pathContains, resetPath, type PropertyPath } from "./property-path";
export {
  isProviderType,
  packageOf,
  providedPackage,
  providerReference,
  providerType,
  providerUrn,
  type ProviderReference,
} from "./provider-reference";
export {
  containsPlaceholder,
  isUnknownMarker,
  PLACEHOLDER_MARK,
  SECRET_MASK,
  SIGNATURE,
  SIGNATURES,
  UNKNOWN_MARKER,
} from "./pulumi-markers";
export { replacementOrders, type ReplacementOrder } from "./replacement-order";
export { withReplacementCauses } from "./replacement-causes";
export { makeUrn, parseUrn, STACK_REFERENCE_TYPE, STACK_TYPE, type Urn, type UrnParts } from "./urn";
export {
  containsSecret,
  containsUnknown,
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isSpecialValue,
  isUnknown,
  KIND,
  propertyMap,
  LOOKUP_SUBJECTS,
  readUnknown,
  makeSecret,
  UNKNOWN,
  unknownFrom,
  unwrapSecret,
  type Archive,
  type Asset,
  type JsonOrigin,
  type LookupOrigin,
  type LookupSubject,
  type OutputOrigin,
  type Properties,
  type Reference,
  type Secret,
  type SpecialValue,
  type TextOrigin,
  type Unknown,
  type UnknownOrigin,
  type Value,
} from "./value";
export { changedKeys, changedPaths, hiddenPaths, isSameValue } from "./value-diff";
