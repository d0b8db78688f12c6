/** CrossGuard policy packs, run by the packs' own SDKs over the protocol that the Pulumi CLI speaks with them. */
export { runPolicyPacks, type PolicyPackOptions } from "./run-policy-packs";
export { findPolicyPack, type PolicyPack } from "./policy-pack";
