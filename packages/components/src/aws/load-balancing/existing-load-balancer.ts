import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, matching, oneOf } from "../../shared/checks";
import type { ApplicationLoadBalancerLike } from "./load-balancer-like";

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
export function existingLoadBalancer(loadBalancer: ApplicationLoadBalancerLike): ExistingLoadBalancer {
  const issues = new ArgumentIssues("LoadBalancer.fromExisting");
  // Resources have more properties than a load balancer needs, so only object literals are checked for unknown names.
  if (!pulumi.Resource.isInstance(loadBalancer)) issues.checkNames("", loadBalancer, Object.keys(PROPERTIES));
  const { loadBalancerType = "application", acceptsRules = false, zoneId, url } = loadBalancer;
  issues.check("loadBalancerType", loadBalancerType, oneOf(["application"]));
  issues.check("acceptsRules", acceptsRules, booleanValue);
  const existing = {
    loadBalancerArn: pulumi.output(issues.checkInput("loadBalancerArn", loadBalancer.loadBalancerArn, loadBalancerArn)),
    listenerArn: pulumi.output(issues.checkInput("listenerArn", loadBalancer.listenerArn, listenerArn)),
    securityGroupId: pulumi.output(issues.checkInput("securityGroupId", loadBalancer.securityGroupId, securityGroupId)),
    dnsName: pulumi.output(issues.checkInput("dnsName", loadBalancer.dnsName, dnsName)),
    acceptsRules,
    ...(zoneId !== undefined && { zoneId }),
    ...(url !== undefined && { url }),
  };
  issues.throwIfAny();
  return existing;
}
