import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { quote } from "../../shared/wording";
import type { LoadBalancerLike } from "../load-balancing/load-balancer-like";
import { covers } from "./request-conditions";
import type { LoadBalancerPlan } from "./service-load-balancer-plan";

/** The part of a shared load balancer that a service uses. */
interface ListenerClaim {
  readonly service: string;
  readonly plan: LoadBalancerPlan;
  readonly shiftsTraffic: boolean;
}

/**
 * The claims of the services that this program has created, by load balancer. Only components are included: each run of a program
 * creates new ones, whereas a constant can be used by several programs in one process, such as the programs of unit tests.
 */
const claims = new WeakMap<LoadBalancerLike, ListenerClaim[]>();

const claimsOn = ({ loadBalancer }: LoadBalancerPlan): readonly ListenerClaim[] => claims.get(loadBalancer) ?? [];

/** Checks that no other service has the same listener port, the same priority, or the same paths and hosts. */
export function checkListenerClaims(
  issues: ArgumentIssues,
  plan: LoadBalancerPlan,
  {
    name,
    hasPriority,
    shiftsTraffic,
  }: { readonly name: string; readonly hasPriority: boolean; readonly shiftsTraffic: boolean },
): void {
  for (const claim of claimsOn(plan)) {
    const { service, plan: other } = claim;
    if (service === name) {
      issues.add("name", name, {
        code: "duplicate",
        statement: (got) => `the program already has a service with the name ${got}`,
        remedy: "Use another name.",
      });
      continue;
    }
    const priority = prioritiesOf({ plan, shiftsTraffic }).find((number) => prioritiesOf(claim).includes(number));
    if (plan.type === "network") checkPorts(issues, plan, claim);
    else if (priority !== undefined) {
      issues.add("loadBalancer.priority", plan.priority, {
        code: "duplicate",
        statement: (got) =>
          priority === plan.priority
            ? `the service ${quote(service)} already uses the priority ${got} of this load balancer`
            : `the rule for test traffic would have the priority ${priority}, which the service ${quote(service)} uses`,
        remedy: "Set another priority. The rule for test traffic has the next lower number.",
      });
    } else if (!hasPriority && isSame(plan.paths, other.paths) && isSame(plan.hosts, other.hosts)) {
      issues.add("loadBalancer.path", undefined, {
        code: "duplicate",
        statement: `the service ${quote(service)} already receives the requests for ${conditionsOf(plan)}`,
        remedy: "Set another path or host, or set priority to determine which service receives them.",
      });
    } else checkOrder(issues, plan, claim);
  }
}

/** Checks that neither service receives all requests for the other, unless both have the same conditions. */
function checkOrder(issues: ArgumentIssues, plan: LoadBalancerPlan, { service, plan: other }: ListenerClaim): void {
  if (covers(plan, other) && covers(other, plan)) return;
  if (covers(other, plan) && other.priority < plan.priority) {
    issues.add("loadBalancer.priority", plan.priority, {
      code: "conflict",
      statement: (got) =>
        `the service ${quote(service)} would receive all requests for ${conditionsOf(plan)}, because its rule for ${conditionsOf(other)} has the priority ${other.priority}, and this one has ${got}`,
      remedy: `Set a priority below ${other.priority}.`,
    });
  } else if (covers(plan, other) && plan.priority < other.priority) {
    issues.add("loadBalancer.priority", plan.priority, {
      code: "conflict",
      statement: (got) =>
        `with the priority ${got}, this service would receive all requests for ${conditionsOf(other)}, for which the service ${quote(service)} has the priority ${other.priority}`,
      remedy: `Set a priority above ${other.priority}.`,
    });
  }
}

/** Returns the priorities of the production rule and, if the deployment strategy shifts traffic, of the test rule. */
const prioritiesOf = ({ plan: { priority }, shiftsTraffic }: Omit<ListenerClaim, "service">): number[] =>
  shiftsTraffic ? [priority, priority - 1] : [priority];

function checkPorts(issues: ArgumentIssues, plan: LoadBalancerPlan, { service, plan: other }: ListenerClaim): void {
  const portsOf = ({ listenerPort, testPort }: LoadBalancerPlan) => [listenerPort, testPort];
  for (const [path, port] of [
    ["loadBalancer.port", plan.listenerPort],
    ["loadBalancer.testTraffic.port", plan.testPort],
  ] as const) {
    if (port === undefined || !portsOf(other).includes(port)) continue;
    issues.add(path, port, {
      code: "duplicate",
      statement: `the service ${quote(service)} already has a listener on port ${port}`,
      remedy: "Use another port.",
    });
  }
}

/** Records what a service uses, for the checks of later services. */
export function claimListener(claim: ListenerClaim): void {
  const { loadBalancer } = claim.plan;
  if (pulumi.Resource.isInstance(loadBalancer)) claims.set(loadBalancer, [...claimsOn(claim.plan), claim]);
}

const isSame = (values: readonly string[], others: readonly string[]): boolean =>
  values.length === others.length && values.every((value) => others.includes(value));

const conditionsOf = ({ paths, hosts }: LoadBalancerPlan): string =>
  [...paths, ...hosts].map((value) => quote(value)).join(" and ");
