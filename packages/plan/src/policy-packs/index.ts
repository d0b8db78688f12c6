/** Runs CrossGuard policy packs with the packs' own SDK, using the protocol of the Pulumi CLI. */
export { findPolicyPack, type LocalPolicyPack } from "./policy-pack";
export { runPolicyPacks, type PolicyPackOptions } from "./run-policy-packs";
