import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type Defaults } from "../../shared/component-args";
import type { AwsComponentArgs } from "../shared/aws-component-args";
import type { SubnetTierArgs } from "./subnet-tiers";
import type { VpcFlowLogsArgs } from "./flow-logs-args";
import type { VpcNatArgs, VpcNatStrategy } from "./nat-gateways";
import type { VpcRouteArgs } from "./routes";
import type { AvailabilityZones } from "./availability-zones";

/** A range from an IPAM pool, instead of one of your own. */
export interface VpcIpamArgs {
  /** The pool; another one replaces the VPC. */
  readonly poolId: pulumi.Input<string>;
  /** Size of the VPC, 16 to 28. The address plan is made of it, so it is known before the pool answers. Identity. */
  readonly netmaskLength: number;
}

/** A transit gateway that the network is attached to. Say what is routed to it in `routes`. */
export interface VpcTransitGatewayArgs {
  readonly transitGatewayId: pulumi.Input<string>;
  /**
   * The tier that the attachment has its network interfaces in, one in each zone.
   *
   * @default the first private tier, else the first isolated one
   */
  readonly tier?: string;
  /**
   * Whether both directions of a connection stay in one zone, as a firewall in this VPC needs.
   *
   * @default false
   */
  readonly applianceMode?: pulumi.Input<boolean>;
}

/** A service with a gateway endpoint, which costs nothing. */
export type GatewayEndpoint = "s3" | "dynamodb" | "s3express";

/** The interface endpoints that tasks of ECS need where there is no way to the internet, besides the gateway for S3. */
export const ECS_INTERFACE_ENDPOINTS = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"] as const;

/** Arguments of a Vpc. All have defaults. */
export interface VpcArgs extends AwsComponentArgs {
  /**
   * The range of the VPC, /16 to /28. Identity: another one replaces the network.
   *
   * @default "10.0.0.0/16"
   */
  readonly cidrBlock?: string;
  /**
   * An IPAM pool that chooses the range; excludes `cidrBlock`. All else is judged and planned before the pool answers:
   * `subnetLayout` has each subnet's distance from the beginning of the range.
   *
   * @default none: the range is `cidrBlock`
   */
  readonly ipam?: VpcIpamArgs;
  /**
   * The zones in use. A count takes the region's zones by name, which are not known without an account. A list has slots
   * by letter (`eu-west-1c` is `az3`), in any order, with gaps; production should list. A map gives every slot its zone,
   * for regions whose letters do not suffice, and for a count that has to stay what it became.
   *
   * A zone more, or one less, moves nothing.
   *
   * @default 3; 2 in development
   */
  readonly availabilityZones?: AvailabilityZones;
  /**
   * How many zones the address plan has room for, 2 to 8. Identity: another number replaces every subnet.
   *
   * @default 6
   */
  readonly maxAvailabilityZones?: number;
  /**
   * Tiers of subnets by name, in the order of their ranges. Identity: the order, and each one's kind and netmask. Append
   * new ones; leave `{ kind: "reserved", netmask }` where one was.
   *
   * @default { public: {}, private: {}, isolated: {} }
   */
  readonly tiers?: Readonly<Record<string, SubnetTierArgs>>;
  /**
   * How private tiers reach the internet. Switching between strategies changes routes in place: gateways come first and
   * go last, so connections are cut once and no subnet is ever without a route. Public addresses change, unless they are
   * yours: `{ strategy, elasticIpAllocationIds }`.
   *
   * @default "perAz"; "single" in development; "none" without a private tier
   */
  readonly nat?: VpcNatStrategy | VpcNatArgs;
  /**
   * Services reached without leaving AWS's network, at no cost, from every tier.
   *
   * @default ["s3", "dynamodb"]
   */
  readonly gatewayEndpoints?: readonly GatewayEndpoint[];
  /**
   * Services that get a network interface in each zone: short names such as `"ecr.api"`, or whole ones, which China and
   * other vendors need. `"ecs"`, in place of a list, is ECS_INTERFACE_ENDPOINTS. Each costs about $7.30 a month and zone.
   *
   * @default []
   */
  readonly interfaceEndpoints?: "ecs" | readonly string[];
  /**
   * What may be done through an endpoint, by the service's name as written above: a policy document, or its text.
   *
   * @default everything; the callers' own permissions hold in any case
   */
  readonly endpointPolicies?: Readonly<Record<string, pulumi.Input<string | aws.types.input.iam.PolicyDocument>>>;
  /**
   * A record of the traffic, or `false` for none.
   *
   * @default { traffic: "REJECT", destination: "cloudwatch", retentionDays: 30 }; 7 days in development
   */
  readonly flowLogs?: VpcFlowLogsArgs | false;
  /**
   * Whether there is IPv6 besides IPv4: a range from Amazon for the VPC and each subnet; private tiers reach the internet
   * by it through an egress-only gateway, which costs nothing.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * What this network may do in a region where `VpcBlockPublicAccess` holds.
   *
   * @default no exclusion
   */
  readonly blockPublicAccessExclusion?: "egress" | "bidirectional";
  /**
   * Further ranges of the VPC, by a name of yours: `{ pods: "100.64.0.0/16" }`. Subnets get into them by the `subnets` of
   * a tier. Identity: another range replaces the subnets in it.
   *
   * @default {}
   */
  readonly secondaryCidrBlocks?: Readonly<Record<string, string>>;
  /**
   * Routes by a name of yours: to a transit gateway, a peered VPC, a VPN.
   *
   * @default {}
   */
  readonly routes?: Readonly<Record<string, VpcRouteArgs>>;
  /**
   * A transit gateway to attach the network to.
   *
   * @default none
   */
  readonly transitGateway?: VpcTransitGatewayArgs;
}

/** Arguments that always have a value. */
export type DefaultedVpcArgs =
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
  | "routes";

/** The default range, of networks that no pool chooses one for. */
export const DEFAULT_CIDR_BLOCK = "10.0.0.0/16";

/** What a Vpc does unless told otherwise, by profile. Nothing that is identity differs between the two. */
export const VPC_DEFAULTS: Defaults<VpcArgs, DefaultedVpcArgs> = defineDefaults<
  Required<Pick<VpcArgs, DefaultedVpcArgs>>
>(
  {
    protection: "on",
    availabilityZones: 3,
    maxAvailabilityZones: 6,
    tiers: { public: {}, private: {}, isolated: {} },
    nat: "perAz",
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: [],
    endpointPolicies: {},
    flowLogs: { traffic: "REJECT", destination: "cloudwatch", retentionDays: 30 },
    ipv6: false,
    secondaryCidrBlocks: {},
    routes: {},
  },
  {
    protection: "off",
    availabilityZones: 2,
    nat: "single",
    flowLogs: { traffic: "REJECT", destination: "cloudwatch", retentionDays: 7 },
  },
);

/** The names of the arguments. */
export const VPC_ARGUMENTS: Readonly<Record<Exclude<keyof VpcArgs, keyof AwsComponentArgs>, true>> = {
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
