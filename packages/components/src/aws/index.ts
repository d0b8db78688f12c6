import "./require-aws";

export { ArgumentsError, type Problem } from "../shared/problems";
export type { Adoption, ComponentArgs, Profile, Protection } from "../shared/component-args";
export type { Tags } from "../shared/tags";
export type { AwsComponentArgs } from "./aws-component-args";
export type * from "./ecr-lifecycle";
export * from "./ecr-repository";
export type * from "./network";
export type { SubnetKind } from "./subnet-plan";
export type { SubnetTierArgs } from "./subnet-tiers";
export * from "./vpc";
export {
  ECS_INTERFACE_ENDPOINTS,
  type GatewayEndpoint,
  type VpcArgs,
  type VpcIpamArgs,
  type VpcTransitGatewayArgs,
} from "./vpc-args";
export * from "./vpc-block-public-access";
export type { Endpoints } from "./vpc-endpoints";
export type { FlowLogs, VpcFlowLogsArgs } from "./vpc-flow-logs";
export type { NatGateways, VpcNatArgs, VpcNatStrategy } from "./vpc-nat";
export type { VpcRouteArgs, VpcRouteTarget } from "./vpc-routes";
export type { AvailabilityZones } from "./zone-slots";
