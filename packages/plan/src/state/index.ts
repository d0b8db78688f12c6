export { cliState, toResource, type CliState } from "./cli-resource";
export type { DecryptedState } from "./decrypt-state";
export { PROVIDER_METADATA, restoreProviderDefaults, stripProviderMetadata } from "./provider-defaults";
export { dependentsOf, parseState, stackOutputs, type State, type StateResource } from "./state";
export { readStateFile } from "./state-file";
