export type { SubnetKind } from "./address-plan";
export type { AvailabilityZones } from "./availability-zones";
export type { ConnectedVpc, ExistingVpc, VpcLike, VpcOutputNames } from "./existing-vpc";
export type { VpcFlowLogs } from "./flow-logs";
export type { VpcFlowLogsArgs } from "./flow-logs-args";
export type { NatGateways, VpcNatArgs, VpcNatStrategy } from "./nat-gateways";
export type { VpcRouteArgs, VpcRouteTarget } from "./routes";
export type { SubnetTierArgs } from "./subnet-tiers";
export { Vpc, type ByTierAndSlot, type SubnetAllocation } from "./vpc";
export {
  ECS_INTERFACE_ENDPOINTS,
  type GatewayEndpointService,
  type VpcArgs,
  type VpcDefaults,
  type VpcIpamArgs,
  type VpcTransitGatewayArgs,
} from "./vpc-args";
export {
  VpcBlockPublicAccess,
  type VpcBlockPublicAccessArgs,
  type VpcBlockPublicAccessDefaults,
} from "./vpc-block-public-access";
export type { VpcEndpoints } from "./vpc-endpoints";
