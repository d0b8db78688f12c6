export { computeLookup } from "./compute-lookup";
export { LookupError } from "./lookup-error";
export type { CheckFailure, ExistingResource, LookupRequest, Lookups, NewResource } from "./lookup-source";
