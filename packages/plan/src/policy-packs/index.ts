/** Runs CrossGuard policy packs with the packs' own SDK, using the protocol of the Pulumi CLI. */
export { findPolicyPack, type LocalPolicyPack } from "./policy-pack";
export type {
  LoadedPolicyPack,
  PackEnforcement,
  PackPolicySetting,
  PackSettings,
  PolicyConfiguration,
} from "./pack-configuration";
export { runPolicyPacks, type ConfiguredPolicyPack, type PolicyPackOptions } from "./run-policy-packs";
