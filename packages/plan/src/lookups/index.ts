export { computeLookup } from "./compute-lookup";
export { LookupError, type LookupErrorCode } from "./lookup-error";
export type { CheckFailure, ExistingResource, LookupRequest, Lookups, NewResource } from "./lookup-source";
