import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import type { Children } from "../shared/children";
import type { ApplicationLoadBalancerLike, NetworkLoadBalancerLike } from "../load-balancing/load-balancer-like";
import type { LoadBalancerPlan } from "./service-load-balancer-plan";

/** The resources that connect a service to a load balancer. */
export interface EcsServiceLoadBalancing {
  /** The target group that receives the traffic after the first deployment. */
  readonly targetGroup: aws.lb.TargetGroup;
  /** The target group to which the strategies `blueGreen`, `canary`, and `linear` shift the traffic. */
  readonly alternateTargetGroup: aws.lb.TargetGroup;
  /** The listener rule of an Application Load Balancer. */
  readonly listenerRule?: aws.lb.ListenerRule;
  /** The listener rule for test traffic; only for the strategies that shift traffic. */
  readonly testListenerRule?: aws.lb.ListenerRule;
  /** The listener of a Network Load Balancer. */
  readonly listener?: aws.lb.Listener;
  /** The listener for test traffic of a Network Load Balancer. */
  readonly testListener?: aws.lb.Listener;
}

const TARGET_GROUP = "tg";
const ALTERNATE_TARGET_GROUP = "tg2";
const LISTENER_RULE = "listener-rule";
const TEST_LISTENER_RULE = "test-listener-rule";
const LISTENER = "listener";
const TEST_LISTENER = "test-listener";

/**
 * The port of target groups. ECS registers each task with the port of its container, so this port has no effect, but changing
 * it would replace the target groups.
 */
const TARGET_GROUP_PORT = 80;

/** The pinned policy: TLS 1.2 and 1.3 with forward secrecy. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** Returns the names of the children that `createLoadBalancing` creates. */
export function loadBalancingChildren(plan: LoadBalancerPlan, shiftsTraffic: boolean): string[] {
  const groups = [TARGET_GROUP, ALTERNATE_TARGET_GROUP];
  if (plan.type === "application") {
    return [...groups, LISTENER_RULE, ...(shiftsTraffic ? [TEST_LISTENER_RULE] : [])];
  }
  return [...groups, LISTENER, ...(shiftsTraffic && plan.testPort !== undefined ? [TEST_LISTENER] : [])];
}

/**
 * Creates both target groups, and the listener rules or listeners.
 *
 * @remarks
 * Both target groups exist for every strategy, and the production rule refers to both, so that changing the strategy does not
 * change the rule. ECS shifts the traffic by changing the weights of the rule, which Pulumi therefore ignores.
 *
 * @param shiftsTraffic - whether the strategy shifts traffic between the target groups
 */
export function createLoadBalancing(
  children: Children,
  plan: LoadBalancerPlan,
  { vpcId, shiftsTraffic }: { readonly vpcId: pulumi.Input<string>; readonly shiftsTraffic: boolean },
): EcsServiceLoadBalancing {
  const targetGroup = createTargetGroup(children, TARGET_GROUP, plan, vpcId);
  const alternateTargetGroup = createTargetGroup(children, ALTERNATE_TARGET_GROUP, plan, vpcId);
  const groups = { targetGroup, alternateTargetGroup };
  const { loadBalancer, testPort } = plan;
  if (loadBalancer.loadBalancerType !== "network") {
    const listenerRule = createListenerRule(children, LISTENER_RULE, plan, loadBalancer, groups);
    if (!shiftsTraffic) return { ...groups, listenerRule };
    const testListenerRule = createListenerRule(children, TEST_LISTENER_RULE, plan, loadBalancer, groups);
    return { ...groups, listenerRule, testListenerRule };
  }
  const listener = createListener(children, LISTENER, plan.listenerPort, loadBalancer, groups);
  if (!shiftsTraffic || testPort === undefined) return { ...groups, listener };
  return { ...groups, listener, testListener: createListener(children, TEST_LISTENER, testPort, loadBalancer, groups) };
}

function createTargetGroup(
  children: Children,
  child: string,
  plan: LoadBalancerPlan,
  vpcId: pulumi.Input<string>,
): aws.lb.TargetGroup {
  const isApplication = plan.type === "application";
  return new aws.lb.TargetGroup(
    children.name(child),
    {
      region: children.region,
      vpcId,
      targetType: "ip",
      port: TARGET_GROUP_PORT,
      protocol: plan.protocol,
      protocolVersion: isApplication ? plan.protocolVersion : undefined,
      deregistrationDelay: plan.deregistrationDelaySeconds,
      slowStart: isApplication ? plan.slowStartSeconds : undefined,
      stickiness:
        plan.stickinessSeconds === undefined
          ? undefined
          : { type: "lb_cookie", enabled: true, cookieDuration: plan.stickinessSeconds },
      healthCheck: plan.healthCheck,
      tags: children.tags(child),
    },
    children.options(child),
  );
}

type TargetGroups = Pick<EcsServiceLoadBalancing, "targetGroup" | "alternateTargetGroup">;

/** Returns the action that forwards all traffic to the first target group. */
const forwardToFirst = ({ targetGroup, alternateTargetGroup }: TargetGroups) => ({
  type: "forward",
  forward: {
    targetGroups: [
      { arn: targetGroup.arn, weight: 1 },
      { arn: alternateTargetGroup.arn, weight: 0 },
    ],
  },
});

function createListenerRule(
  children: Children,
  child: string,
  plan: LoadBalancerPlan,
  loadBalancer: ApplicationLoadBalancerLike,
  groups: TargetGroups,
): aws.lb.ListenerRule {
  const isTest = child === TEST_LISTENER_RULE;
  const { header, value } = plan.testHeader;
  const conditions = [
    ...(plan.hosts.length > 0 ? [{ hostHeader: { values: [...plan.hosts] } }] : []),
    { pathPattern: { values: [...plan.paths] } },
    ...(isTest ? [{ httpHeader: { httpHeaderName: header, values: [value] } }] : []),
  ];
  return new aws.lb.ListenerRule(
    children.name(child),
    {
      region: children.region,
      listenerArn: loadBalancer.listenerArn,
      // A request with the test header also meets the conditions of the production rule, so the test rule comes first.
      priority: isTest ? plan.priority - 1 : plan.priority,
      conditions,
      actions: [forwardToFirst(groups)],
      tags: children.tags(child),
    },
    children.options(child, {
      ignoreChanges: ["actions"],
      // These properties replace the target groups, which cannot be deleted while the rule refers to them.
      replacementTrigger: `${plan.protocol} ${plan.protocolVersion}`,
      // The new rule has the same priority.
      deleteBeforeReplace: true,
    }),
  );
}

function createListener(
  children: Children,
  child: string,
  port: number,
  loadBalancer: NetworkLoadBalancerLike,
  groups: TargetGroups,
): aws.lb.Listener {
  const { loadBalancerArn, certificateArn } = loadBalancer;
  return new aws.lb.Listener(
    children.name(child),
    {
      region: children.region,
      loadBalancerArn,
      port,
      ...(certificateArn === undefined
        ? { protocol: "TCP" }
        : { protocol: "TLS", certificateArn, sslPolicy: TLS_POLICY }),
      defaultActions: [forwardToFirst(groups)],
      tags: children.tags(child),
    },
    children.options(child, { ignoreChanges: ["defaultActions"] }),
  );
}

/** Returns the part of a load balancer's ARN that metrics refer to: `app/main/50dc6c495c0c9188`. */
export const loadBalancerArnSuffix = (arn: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.output(arn).apply((value) => value.slice(value.indexOf(":loadbalancer/") + ":loadbalancer/".length));

/** Returns the URL of a service; `undefined` if the URL of the load balancer is unknown. */
export function serviceUrl(plan: LoadBalancerPlan): pulumi.Output<string | undefined> {
  const { loadBalancer, paths, hosts } = plan;
  if (loadBalancer.loadBalancerType === "network") {
    return pulumi.interpolate`${loadBalancer.dnsName}:${plan.listenerPort}`;
  }
  const host = hosts.find((name) => !/[*?]/.test(name));
  const path = (paths[0] ?? "/").replace(/[*?].*$/, "").replace(/\/$/, "");
  if (loadBalancer.url === undefined && host === undefined) return pulumi.output(undefined);
  const base = host === undefined ? loadBalancer.url : urlOfHost(host, loadBalancer.url);
  return pulumi.output(base).apply((url) => (url === undefined ? undefined : `${url}${path}`));
}

/** Returns the URL of a host, with the scheme and the port of the load balancer's URL. */
function urlOfHost(host: string, url: pulumi.Input<string> | undefined): pulumi.Input<string> {
  const ofHost = (base: string) => base.replace(/^(https?:\/\/)[^:/]+/, `$1${host}`);
  if (url === undefined) return `https://${host}`;
  return isPlainValue(url) ? ofHost(url) : pulumi.output(url).apply(ofHost);
}
