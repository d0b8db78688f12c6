/** Exports for other Roadbed packages, in addition to the public entry points. They can change in any release. */
export { exampleFix } from "./authoring/fix-resource";
export { exemptionIssues } from "./configuration/exemption-issues";
export { expiryIssue, type ExpiryLimit } from "./configuration/expiry-issue";
export { POLICY_FILE_SCHEMA, POLICY_PACK_SETTINGS_SCHEMA, policyFileSchema } from "./configuration/policy-file-schema";
export {
  PolicyLayersError,
  resolvePolicies,
  type LayerIssue,
  type PolicyGroup,
  type PolicyLayer,
  type PolicyPackSettings,
  type PolicySettings,
  type ResolvedPolicies,
} from "./configuration/policy-layers";
export type { SettingIssue } from "./configuration/rule-setting";
export { closestNames, unknownNameMessage } from "./configuration/suggestions";
export { packConfig, type PackRuleConfig } from "./crossguard/pack-config";
export { matchesWildcard } from "./evaluation/wildcard";
export { hasExpired, isExempt } from "./evaluation/exemptions";
export { findingReads, type FindingReads } from "./evaluation/finding-reads";
