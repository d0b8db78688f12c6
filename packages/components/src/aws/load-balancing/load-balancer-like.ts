import type * as pulumi from "@pulumi/pulumi";

/** Properties that load balancers of both types share. */
interface AnyLoadBalancer {
  /** The ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Input<string>;
  /** The DNS name of the load balancer, as the target of alias records. */
  readonly dnsName: pulumi.Input<string>;
  /** The ID of the hosted zone of `dnsName`, for alias records. */
  readonly zoneId?: pulumi.Input<string>;
  /** The ID of the load balancer's security group. */
  readonly securityGroupId: pulumi.Input<string>;
  /**
   * Whether components can add rules to the security group. Set this to `true` only if every rule of the group is a
   * separate resource: a group with inline rules removes the rules that it does not contain.
   *
   * @default false
   */
  readonly acceptsRules?: boolean;
}

/** An Application Load Balancer that services share. Each service adds its rules to a listener. */
export interface ApplicationLoadBalancerLike extends AnyLoadBalancer {
  readonly loadBalancerType?: "application";
  /** The ARN of the listener that services add their rules to. */
  readonly listenerArn: pulumi.Input<string>;
  /** The URL of the listener, without a path: `https://shop.example.com`. */
  readonly url?: pulumi.Input<string>;
}

/** A Network Load Balancer. Each service creates its own listener. */
export interface NetworkLoadBalancerLike extends AnyLoadBalancer {
  readonly loadBalancerType: "network";
  /** The ARN of the certificate for TLS listeners. */
  readonly certificateArn?: pulumi.Input<string>;
}

/** A load balancer that services can use, whether or not this program created the load balancer. */
export type LoadBalancerLike = ApplicationLoadBalancerLike | NetworkLoadBalancerLike;
