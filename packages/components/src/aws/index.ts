import "./shared/require-aws";

export { ArgumentsError, type ArgumentIssue, type ArgumentIssueCode } from "../shared/argument-issues";
export type { Adoption, ComponentArgs, Profile, ProfileDefaults } from "../shared/component-args";
export type { Tags } from "../shared/tags";
export {
  EcsCluster,
  type EcsCapacity,
  type EcsCapacityProviderStrategy,
  type EcsCapacityType,
  type EcsClusterArgs,
  type EcsClusterDefaults,
  type EcsClusterLike,
  type EcsContainerInsights,
  type EcsEc2Capacity,
  type EcsEc2CapacityArgs,
  type EcsExecLoggingArgs,
  type EcsExecSettings,
  type EcsInstances,
  type EcsManagedInstances,
  type EcsManagedInstancesArgs,
  type EcsRange,
} from "./containers";
export {
  Database,
  type DatabaseArgs,
  type DatabaseCapacity,
  type DatabaseDefaults,
  type DatabaseInstanceArgs,
  type DatabaseLike,
  type DatabaseServer,
  type DatabaseServerlessArgs,
} from "./data";
export {
  LoadBalancer,
  NetworkLoadBalancer,
  type AllowedSources,
  type AnyLoadBalancerArgs,
  type ApplicationLoadBalancerLike,
  type ConnectionSource,
  type DomainCertificate,
  type ExistingLoadBalancer,
  type LoadBalancerAccessLogsArgs,
  type LoadBalancerArgs,
  type LoadBalancerDefaults,
  type LoadBalancerDomainArgs,
  type LoadBalancerLike,
  type NetworkLoadBalancerArgs,
  type NetworkLoadBalancerDefaults,
  type NetworkLoadBalancerLike,
} from "./load-balancing";
export {
  Queue,
  type QueueArgs,
  type QueueDeadLetterArgs,
  type QueueDefaults,
  type QueueLike,
  type QueueSender,
} from "./messaging";
export { consume, publish, read, send, useSecret, write, type ObjectScope, type TopicLike } from "./permissions";
export { Secret, type SecretArgs, type SecretDefaults, type SecretLike, type SecretRotationArgs } from "./secrets";
export {
  Bucket,
  type BucketAccessLogsArgs,
  type BucketArgs,
  type BucketDefaults,
  type BucketLifecycleRule,
  type BucketLike,
} from "./storage";
export {
  ECS_INTERFACE_ENDPOINTS,
  Vpc,
  VpcBlockPublicAccess,
  type AvailabilityZones,
  type ByTierAndSlot,
  type VpcEndpoints,
  type ExistingVpc,
  type VpcFlowLogs,
  type GatewayEndpointService,
  type NatGateways,
  type VpcLike,
  type VpcOutputNames,
  type SubnetKind,
  type SubnetAllocation,
  type SubnetTierArgs,
  type VpcArgs,
  type VpcBlockPublicAccessArgs,
  type VpcBlockPublicAccessDefaults,
  type VpcDefaults,
  type VpcFlowLogsArgs,
  type VpcIpamArgs,
  type VpcNatArgs,
  type VpcNatStrategy,
  type VpcRouteArgs,
  type VpcRouteTarget,
  type VpcTransitGatewayArgs,
} from "./network";
export {
  EcrRegistry,
  EcrRepository,
  type EcrArchiveUnpulledRule,
  type EcrAzureUpstream,
  type EcrBasicScanning,
  type EcrCreationTemplate,
  type EcrEncryption,
  type EcrEnhancedScanning,
  type EcrExpireArchivedRule,
  type EcrExpireByAgeRule,
  type EcrExpireUntaggedRule,
  type EcrImageTagMutability,
  type EcrKeepLastRule,
  type EcrKmsEncryption,
  type EcrLifecycleRule,
  type EcrMutableTags,
  type EcrPublicUpstream,
  type EcrPullThroughCacheRule,
  type EcrRegistryArgs,
  type EcrRegistryDefaults,
  type EcrReplicationDestination,
  type EcrReplicationRule,
  type EcrRepositoryArgs,
  type EcrRepositoryCreation,
  type EcrRepositoryDefaults,
  type EcrRepositoryLike,
  type EcrScanning,
  type ExistingEcrRepositoryArgs,
} from "./registry";
export type { AwsComponentArgs } from "./shared/aws-component-args";
export type { ConnectionTarget } from "./shared/connections";
export type { DeliveryBucket } from "./shared/delivery-bucket";
export type { Permission, PermissionInput, PolicyStatement } from "./shared/permissions";
export type { ServiceRole } from "./shared/service-role";
