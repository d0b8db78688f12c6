export {
  readsUnknown,
  type PackInfo,
  type PackRemediation,
  type PackReport,
  type PackUndecided,
  type PackViolation,
} from "./pack-report";
export {
  hasProgramFinished,
  OPERATIONS,
  type AnsweredLookup,
  type AssumedUnchangedProperty,
  type Diagnostic,
  type EngineInfo,
  type Operation,
  type Plan,
  type PlanGaps,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  type Step,
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
export { isUnknownMarker, SECRET_MASK, SIGNATURE, SIGNATURES, UNKNOWN_MARKER } from "./pulumi-markers";
export { makeUrn, parseUrn, STACK_TYPE, type Urn, type UrnParts } from "./urn";
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
  makeSecret,
  UNKNOWN,
  unwrapSecret,
  type Archive,
  type Asset,
  type Properties,
  type Reference,
  type Secret,
  type SpecialValue,
  type Unknown,
  type Value,
} from "./value";
export { changedKeys, changedPaths, hiddenPaths } from "./value-diff";
