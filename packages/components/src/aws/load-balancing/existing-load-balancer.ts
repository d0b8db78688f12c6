import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { booleanValue, matching, oneOf } from "../../shared/checks";
import type { ApplicationLoadBalancerLike } from "./load-balancer-like";

/**
 * An existing Application Load Balancer. The outputs of other components can be `undefined`, such as the default security group
 * of an awsx load balancer. Such an output is an error when it resolves.
 */
export interface ExistingLoadBalancerArgs extends Omit<ApplicationLoadBalancerLike, RequiredProperty> {
  /** The ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Input<string | undefined>;
  /** The ARN of the listener that services add their rules to. */
  readonly listenerArn: pulumi.Input<string | undefined>;
  /** The ID of the load balancer's security group. */
  readonly securityGroupId: pulumi.Input<string | undefined>;
  /** The DNS name of the load balancer. */
  readonly dnsName: pulumi.Input<string | undefined>;
}

type RequiredProperty = "loadBalancerArn" | "listenerArn" | "securityGroupId" | "dnsName";

/** An existing Application Load Balancer in the form that components accept. */
export interface ExistingLoadBalancer extends ApplicationLoadBalancerLike {
  /** The ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The ARN of the listener that services add their rules to. */
  readonly listenerArn: pulumi.Output<string>;
  /** The ID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The DNS name of the load balancer. */
  readonly dnsName: pulumi.Output<string>;
}

const PROPERTIES: Readonly<Record<keyof ApplicationLoadBalancerLike, true>> = {
  loadBalancerType: true,
  loadBalancerArn: true,
  listenerArn: true,
  securityGroupId: true,
  dnsName: true,
  zoneId: true,
  acceptsRules: true,
  url: true,
};

const loadBalancerArn = matching(
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/.+$/,
  "the ARN of an Application Load Balancer",
  "Use arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<id>.",
);
const listenerArn = matching(
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/.+$/,
  "the ARN of a listener of an Application Load Balancer",
  "Use arn:aws:elasticloadbalancing:<region>:<account>:listener/app/<name>/<id>/<listener ID>.",
);
const securityGroupId = matching(/^sg-[0-9a-f]+$/, "the ID of a security group", 'Example: "sg-0a1b2c3d4e5f60718".');
const dnsName = matching(/^[a-zA-Z0-9.-]+$/, "the DNS name of a load balancer");

/** Implements `LoadBalancer.fromExisting`. */
export function existingLoadBalancer(loadBalancer: ExistingLoadBalancerArgs): ExistingLoadBalancer {
  const issues = new ArgumentIssues("LoadBalancer.fromExisting");
  // Resources have more properties than a load balancer needs, so only object literals are checked for unknown names.
  if (!pulumi.Resource.isInstance(loadBalancer)) issues.checkNames("", loadBalancer, Object.keys(PROPERTIES));
  const { loadBalancerType = "application", acceptsRules = false, zoneId, url } = loadBalancer;
  issues.check("loadBalancerType", loadBalancerType, oneOf(["application"]));
  issues.check("acceptsRules", acceptsRules, booleanValue);
  // The checks reject `undefined`.
  const required = (property: RequiredProperty, check: Check<unknown>) =>
    pulumi.output(issues.checkInput<unknown>(property, loadBalancer[property], check)) as pulumi.Output<string>;
  const existing = {
    loadBalancerArn: required("loadBalancerArn", loadBalancerArn),
    listenerArn: required("listenerArn", listenerArn),
    securityGroupId: required("securityGroupId", securityGroupId),
    dnsName: required("dnsName", dnsName),
    acceptsRules,
    ...(zoneId !== undefined && { zoneId }),
    ...(url !== undefined && { url }),
  };
  issues.throwIfAny();
  return existing;
}
