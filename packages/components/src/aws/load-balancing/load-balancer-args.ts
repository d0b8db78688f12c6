import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** The domain names of a load balancer, and the hosted zone that contains them. */
export interface LoadBalancerDomainArgs {
  /**
   * The domain names, such as `["example.com", "*.example.com"]`. The certificate covers all of them, and each gets an alias
   * record. The first name must not contain a wildcard.
   */
  readonly names: readonly string[];
  /** The ID of the public hosted zone that contains all names: `Z0123456789ABCDEFGHIJ`. */
  readonly hostedZoneId: pulumi.Input<string>;
  /**
   * The provider for the records, if the hosted zone belongs to another account.
   *
   * @default the provider of the component
   */
  readonly provider?: aws.Provider;
}

/** A source of connections: an IPv4 or IPv6 CIDR block, a security group, or a prefix list. */
export type ConnectionSource =
  | pulumi.Input<string>
  | { readonly securityGroupId: pulumi.Input<string> }
  | { readonly prefixListId: pulumi.Input<string> };

/**
 * Who can connect: anyone, the VPC, or sources by name, such as `{ office: "203.0.113.0/24" }`. The names are part of the names
 * of the security group rules.
 */
export type AllowedSources = "anywhere" | "vpc" | Readonly<Record<string, ConnectionSource>>;

/** Where the access logs of a load balancer are stored. */
export interface LoadBalancerAccessLogsArgs {
  /**
   * The number of days after which access logs are deleted.
   *
   * @default 90; 7 in the development profile
   */
  readonly retentionDays?: number;
  /**
   * Whether the bucket remains in AWS after it is removed from the program.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;
}

/** Arguments that load balancers of both types share. */
export interface AnyLoadBalancerArgs extends AwsComponentArgs {
  /** The network. A public load balancer is placed in its public subnets, and an internal one in its private subnets. */
  readonly network: VpcLike;
  /**
   * Whether the load balancer has private addresses only. Changing it replaces the load balancer.
   *
   * @default false
   */
  readonly internal?: boolean;
  /**
   * The domain names of the load balancer. The component creates the certificate, its validation records, and alias records.
   *
   * @default no domain
   */
  readonly domain?: LoadBalancerDomainArgs;
  /**
   * The ARN of an existing certificate, instead of `domain`.
   *
   * @default the certificate for `domain`
   */
  readonly certificateArn?: pulumi.Input<string>;
  /**
   * Who can connect. With `"vpc"`, the network must have a `cidrBlock`.
   *
   * @default "anywhere"; "vpc" for an internal load balancer
   */
  readonly allowFrom?: AllowedSources;
  /**
   * The access logs, or `false` for none.
   *
   * @default { retentionDays: 90 }; false in the development profile
   */
  readonly accessLogs?: false | LoadBalancerAccessLogsArgs;
  /**
   * Whether the load balancer has IPv6 addresses in addition to IPv4. The subnets must have IPv6 addresses.
   *
   * @default false
   */
  readonly ipv6?: boolean;
}

/** Arguments of a LoadBalancer. */
export interface LoadBalancerArgs extends AnyLoadBalancerArgs {
  /**
   * Whether the load balancer serves HTTP on port 80 without encryption. Excludes `domain` and `certificateArn`, with which
   * port 80 redirects to HTTPS.
   *
   * @default false
   */
  readonly allowHttp?: boolean;
  /**
   * The TLS policy of the HTTPS listener.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06": TLS 1.2 and 1.3 with forward secrecy
   */
  readonly sslPolicy?: string;
  /**
   * The number of seconds after which an idle connection is closed, from 1 to 4000. Increase it for WebSocket connections.
   *
   * @default 60
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * The ARN of an AWS WAF web ACL for regional resources.
   *
   * @default no web ACL
   */
  readonly webAclArn?: pulumi.Input<string>;
}

/** The arguments of a LoadBalancer that have default values. `allowFrom` depends on `internal`. */
export type LoadBalancerDefaults = Required<
  Pick<
    LoadBalancerArgs,
    "protection" | "internal" | "allowHttp" | "accessLogs" | "ipv6" | "sslPolicy" | "idleTimeoutSeconds"
  >
>;

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
const SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** The default arguments of a LoadBalancer in each profile. */
export const LOAD_BALANCER_DEFAULTS: ProfileDefaults<LoadBalancerDefaults> = defineDefaults<LoadBalancerDefaults>(
  {
    protection: true,
    internal: false,
    allowHttp: false,
    accessLogs: { retentionDays: 90 },
    ipv6: false,
    sslPolicy: SSL_POLICY,
    idleTimeoutSeconds: 60,
  },
  { protection: false, accessLogs: false },
);

const ANY_LOAD_BALANCER_ARGUMENTS: Readonly<Record<keyof AnyLoadBalancerArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  network: true,
  internal: true,
  domain: true,
  certificateArn: true,
  allowFrom: true,
  accessLogs: true,
  ipv6: true,
};

/** The names of the arguments of a LoadBalancer. */
export const LOAD_BALANCER_ARGUMENTS: Readonly<Record<keyof LoadBalancerArgs, true>> = {
  ...ANY_LOAD_BALANCER_ARGUMENTS,
  allowHttp: true,
  sslPolicy: true,
  idleTimeoutSeconds: true,
  webAclArn: true,
};

/** Arguments of a NetworkLoadBalancer. */
export interface NetworkLoadBalancerArgs extends AnyLoadBalancerArgs {
  /** The ports that clients can connect to. Each service creates the listener for its port. */
  readonly ports: readonly number[];
  /**
   * Whether each node distributes connections to the targets in all zones. AWS charges for traffic between zones.
   *
   * @default true
   */
  readonly crossZone?: boolean;
}

/** The arguments of a NetworkLoadBalancer that have default values. `allowFrom` depends on `internal`. */
export type NetworkLoadBalancerDefaults = Required<
  Pick<NetworkLoadBalancerArgs, "protection" | "internal" | "accessLogs" | "ipv6" | "crossZone">
>;

/** The default arguments of a NetworkLoadBalancer in each profile. */
export const NETWORK_LOAD_BALANCER_DEFAULTS: ProfileDefaults<NetworkLoadBalancerDefaults> =
  defineDefaults<NetworkLoadBalancerDefaults>(
    { protection: true, internal: false, accessLogs: { retentionDays: 90 }, ipv6: false, crossZone: true },
    { protection: false, accessLogs: false },
  );

/** The names of the arguments of a NetworkLoadBalancer. */
export const NETWORK_LOAD_BALANCER_ARGUMENTS: Readonly<Record<keyof NetworkLoadBalancerArgs, true>> = {
  ...ANY_LOAD_BALANCER_ARGUMENTS,
  ports: true,
  crossZone: true,
};
