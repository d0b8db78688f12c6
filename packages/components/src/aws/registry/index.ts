export { EcrRegistry } from "./ecr-registry";
export type {
  EcrAzureUpstream,
  EcrBasicScanning,
  EcrCreationTemplate,
  EcrEnhancedScanning,
  EcrPublicUpstream,
  EcrPullThroughCacheRule,
  EcrRegistryArgs,
  EcrRegistryDefaults,
  EcrReplicationDestination,
  EcrReplicationRule,
  EcrRepositoryCreation,
  EcrScanning,
} from "./ecr-registry-args";
export {
  EcrRepository,
  type EcrRepositoryMonitorsArgs,
  type EcrRepositoryLike,
  type ExistingEcrRepositoryArgs,
} from "./ecr-repository";
export type {
  EcrEncryption,
  EcrImageTagMutability,
  EcrKmsEncryption,
  EcrMutableTags,
  EcrRepositoryArgs,
  EcrRepositoryDefaults,
} from "./ecr-repository-args";
export type {
  EcrArchiveUnpulledRule,
  EcrExpireArchivedRule,
  EcrExpireByAgeRule,
  EcrExpireUntaggedRule,
  EcrKeepLastRule,
  EcrLifecycleRule,
} from "./lifecycle-rules";
