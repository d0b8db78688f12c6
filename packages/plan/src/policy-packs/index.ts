/** CrossGuard policy packs, run by the packs' own SDKs over the protocol that the Pulumi CLI speaks with them. */
export { findPolicyPack, type PolicyPack } from "./policy-pack";
export { runPolicyPacks, type PolicyPackOptions } from "./run-policy-packs";
