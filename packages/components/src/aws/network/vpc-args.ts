import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { AvailabilityZones } from "./availability-zones";
import type { VpcFlowLogsArgs } from "./flow-logs-args";
import type { VpcNatArgs, VpcNatStrategy } from "./nat-gateways";
import type { VpcRouteArgs } from "./routes";
import type { SubnetTierArgs } from "./subnet-tiers";

/** An IPAM pool that allocates the CIDR block of a VPC. */
export interface VpcIpamArgs {
  /** The ID of the pool. Changing it replaces the VPC. */
  readonly poolId: pulumi.Input<string>;
  /**
   * The netmask of the VPC, from 16 to 28. The address plan depends only on the netmask, so the plan is known before the pool
   * allocates a block. Identity: changing it replaces the network.
   */
  readonly netmaskLength: number;
}

/** A transit gateway that the network is attached to. Add the destinations to `routes`. */
export interface VpcTransitGatewayArgs {
  /** The ID of the transit gateway. */
  readonly transitGatewayId: pulumi.Input<string>;
  /**
   * The tier that contains the network interfaces of the attachment, one in each zone.
   *
   * @default the first private tier, or else the first isolated tier
   */
  readonly tier?: string;
  /**
   * Whether both directions of a connection use the same zone, as firewalls in this VPC require.
   *
   * @default false
   */
  readonly applianceMode?: pulumi.Input<boolean>;
}

/** A service with a gateway endpoint. Gateway endpoints are free. */
export type GatewayEndpointService = "s3" | "dynamodb" | "s3express";

/** The interface endpoints that ECS tasks without internet access need, in addition to the gateway endpoint for S3. */
export const ECS_INTERFACE_ENDPOINTS = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"] as const;

/**
 * Arguments of a Vpc. All arguments are optional. *Identity* marks arguments whose change replaces subnets or the network.
 */
export interface VpcArgs extends AwsComponentArgs {
  /**
   * The primary CIDR block of the VPC, from /16 to /28. Identity: changing it replaces the network.
   *
   * @default "10.0.0.0/16"
   */
  readonly cidrBlock?: string;
  /**
   * An IPAM pool that allocates the primary CIDR block, as an alternative to `cidrBlock`. `subnetLayout` contains the offset
   * of each subnet before the pool allocates the block.
   *
   * @default no pool
   */
  readonly ipam?: VpcIpamArgs;
  /**
   * The Availability Zones in use. Adding or removing a zone does not affect subnets in other zones.
   *
   * - A number uses the Region's first zones by name. The zones are not known without credentials.
   * - An array assigns slots by letter (`eu-west-1c` is `az3`), in any order and with gaps. Recommended for production.
   * - An object assigns a zone to each slot. Use it for Regions whose zones have other letters, or to keep the zones that a
   *   number resulted in.
   *
   * @default 3; 2 in the development profile
   */
  readonly availabilityZones?: AvailabilityZones;
  /**
   * The number of zones that the address plan reserves addresses for, from 2 to 8. Identity: changing it replaces all subnets.
   *
   * @default 6
   */
  readonly maxAvailabilityZones?: number;
  /**
   * The tiers of subnets by name, in the order of their addresses. Identity: the order, and the kind and netmask of each tier.
   * Append new tiers, and replace removed tiers with `{ kind: "reserved", netmaskLength }`.
   *
   * @default { public: {}, private: {}, isolated: {} }
   */
  readonly tiers?: Readonly<Record<string, SubnetTierArgs>>;
  /**
   * How private tiers reach the internet.
   *
   * Switching between strategies updates routes in place: new gateways are created before the update and old gateways are
   * deleted after it, so every subnet has a route at any time, and connections are interrupted once. The public IP addresses
   * change unless you set them: `{ strategy, elasticIpAllocationIds }`.
   *
   * @default "perAz"; "single" in the development profile; "none" without a private tier
   */
  readonly nat?: VpcNatStrategy | VpcNatArgs;
  /**
   * Services that all tiers reach through gateway endpoints, at no cost.
   *
   * @default ["s3", "dynamodb"]
   */
  readonly gatewayEndpoints?: readonly GatewayEndpointService[];
  /**
   * Services with an interface endpoint in each zone: short names such as `"ecr.api"`, or full service names for the China
   * Regions and for services from other vendors. `"ecs"` stands for `ECS_INTERFACE_ENDPOINTS`. Each endpoint costs about $7.30 per zone per month.
   *
   * @default []
   */
  readonly interfaceEndpoints?: "ecs" | readonly string[];
  /**
   * Endpoint policies by service, as named in `gatewayEndpoints` and `interfaceEndpoints`: policy documents or JSON strings.
   *
   * @default policies that allow all actions; the callers' permissions still apply
   */
  readonly endpointPolicies?: Readonly<Record<string, pulumi.Input<string | aws.types.input.iam.PolicyDocument>>>;
  /**
   * The flow logs of the VPC, or `false` for none.
   *
   * @default { trafficType: "REJECT", destinationType: "cloudwatch", retentionDays: 30 }; 7 days in the development profile
   */
  readonly flowLogs?: VpcFlowLogsArgs | false;
  /**
   * Whether the VPC and its subnets have IPv6 addresses from Amazon in addition to IPv4. Private tiers reach the internet over
   * IPv6 through an egress-only internet gateway, which is free.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * The traffic of this network that `VpcBlockPublicAccess` does not block.
   *
   * @default no exclusion
   */
  readonly blockPublicAccessExclusion?: "egress" | "bidirectional";
  /**
   * Secondary CIDR blocks of the VPC by name: `{ pods: "100.64.0.0/16" }`. Tiers use them through `subnets`. Identity: changing
   * a block replaces the subnets in it.
   *
   * @default {}
   */
  readonly secondaryCidrBlocks?: Readonly<Record<string, string>>;
  /**
   * Routes by name: to a transit gateway, a peered VPC, or a VPN.
   *
   * @default {}
   */
  readonly routes?: Readonly<Record<string, VpcRouteArgs>>;
  /**
   * A transit gateway to attach the network to.
   *
   * @default no attachment
   */
  readonly transitGateway?: VpcTransitGatewayArgs;
}

/** The default primary CIDR block, unless an IPAM pool allocates one. */
export const DEFAULT_CIDR_BLOCK = "10.0.0.0/16";

/** The arguments of a Vpc that have default values. */
export type VpcDefaults = Required<
  Pick<
    VpcArgs,
    | "protection"
    | "availabilityZones"
    | "maxAvailabilityZones"
    | "tiers"
    | "nat"
    | "gatewayEndpoints"
    | "interfaceEndpoints"
    | "endpointPolicies"
    | "flowLogs"
    | "ipv6"
    | "secondaryCidrBlocks"
    | "routes"
  >
>;

/** The default arguments of a Vpc in each profile. Arguments marked *identity* have the same default in both. */
export const VPC_DEFAULTS: ProfileDefaults<VpcDefaults> = defineDefaults<VpcDefaults>(
  {
    protection: true,
    availabilityZones: 3,
    maxAvailabilityZones: 6,
    tiers: { public: {}, private: {}, isolated: {} },
    nat: "perAz",
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: [],
    endpointPolicies: {},
    flowLogs: { trafficType: "REJECT", destinationType: "cloudwatch", retentionDays: 30 },
    ipv6: false,
    secondaryCidrBlocks: {},
    routes: {},
  },
  {
    protection: false,
    availabilityZones: 2,
    nat: "single",
    flowLogs: { trafficType: "REJECT", destinationType: "cloudwatch", retentionDays: 7 },
  },
);

/** The names of the arguments. */
export const VPC_ARGUMENTS: Readonly<Record<keyof VpcArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  cidrBlock: true,
  ipam: true,
  availabilityZones: true,
  maxAvailabilityZones: true,
  tiers: true,
  nat: true,
  gatewayEndpoints: true,
  interfaceEndpoints: true,
  endpointPolicies: true,
  flowLogs: true,
  ipv6: true,
  blockPublicAccessExclusion: true,
  secondaryCidrBlocks: true,
  routes: true,
  transitGateway: true,
};
