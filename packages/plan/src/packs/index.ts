/** CrossGuard policy packs, run by the packs' own SDKs over the protocol that the Pulumi CLI speaks with them. */
export { judgeByPacks, type PackOptions } from "./judge-by-packs";
export { findPolicyPack, type PolicyPack } from "./policy-pack";
