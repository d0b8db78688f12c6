export { computeLookup } from "./compute-lookup";
export { findMovingLookup, type MovingLookup } from "./moving-lookups";
export { LookupError, type LookupErrorCode } from "./lookup-error";
export {
  DEFAULT_PROVIDER,
  type CheckFailure,
  type ExistingResource,
  type LookupRequest,
  type Lookups,
  type NewResource,
} from "./lookup-source";
