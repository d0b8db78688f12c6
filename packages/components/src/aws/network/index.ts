export type { SubnetKind } from "./address-plan";
export type { AvailabilityZones } from "./availability-zones";
export type { ExistingNetwork, NetworkLike, NetworkOutputNames } from "./existing-network";
export type { FlowLogs } from "./flow-logs";
export type { VpcFlowLogsArgs } from "./flow-logs-args";
export type { NatGateways, VpcNatArgs, VpcNatStrategy } from "./nat-gateways";
export type { VpcRouteArgs, VpcRouteTarget } from "./routes";
export type { SubnetTierArgs } from "./subnet-tiers";
export { Vpc, type ByTierAndSlot, type SubnetLayout } from "./vpc";
export {
  ECS_INTERFACE_ENDPOINTS,
  type GatewayEndpoint,
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
export type { Endpoints } from "./vpc-endpoints";
