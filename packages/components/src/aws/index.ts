import "./shared/require-aws";

export { ArgumentsError, type ArgumentIssue, type ArgumentIssueCode } from "../shared/argument-issues";
export type { Adoption, ComponentArgs, Profile, ProfileDefaults } from "../shared/component-args";
export type { Tags } from "../shared/tags";
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
  EcrRepository,
  type EcrArchiveUnpulledRule,
  type EcrEncryption,
  type EcrExpireArchivedRule,
  type EcrExpireByAgeRule,
  type EcrExpireUntaggedRule,
  type EcrImageTagMutability,
  type EcrKeepLastRule,
  type EcrKmsEncryption,
  type EcrLifecycleRule,
  type EcrMutableTags,
  type EcrRepositoryArgs,
  type EcrRepositoryDefaults,
  type EcrRepositoryLike,
  type ExistingEcrRepositoryArgs,
} from "./registry";
export type { AwsComponentArgs } from "./shared/aws-component-args";
