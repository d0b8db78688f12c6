import * as pulumi from "@pulumi/pulumi";
import type { ArnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import type { PolicyStatement } from "../shared/permissions";
import { createServiceRole, type ServiceRole } from "../shared/service-role";
import { isFunctionHook } from "./service-hooks";
import type { EcsServiceLoadBalancing } from "./service-load-balancer";
import {
  HOOKS_ROLE,
  INFRASTRUCTURE_ROLE,
  needsInfrastructureRole,
  VOLUMES_POLICY,
  type ServicePlan,
} from "./service-plan";
import { hasEbsVolume } from "./task-volumes";

/** The principal with which ECS manages load balancers and volumes, and invokes functions. */
const ECS = "ecs.amazonaws.com";

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
const VOLUMES_MANAGED_POLICY = "service-role/AmazonECSInfrastructureRolePolicyForVolumes";

const trustScope = ({ partition, region, accountId }: ArnScope) => ({
  accountId,
  sourceArn: pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:*`,
});

/** Creates the role with which ECS shifts traffic and manages volumes; `undefined` if ECS does neither. */
export function createInfrastructureRole(
  children: Children,
  plan: ServicePlan,
  { scope, loadBalancing }: { readonly scope: ArnScope; readonly loadBalancing: EcsServiceLoadBalancing | undefined },
): ServiceRole | undefined {
  if (!needsInfrastructureRole(plan)) return undefined;
  const statements = loadBalancing && plan.shiftsTraffic ? trafficStatements(loadBalancing) : [];
  const managedPolicyArns: Record<string, pulumi.Output<string>> = hasEbsVolume(plan.task.volumes)
    ? { [VOLUMES_POLICY]: pulumi.interpolate`arn:${scope.partition}:iam::aws:policy/${VOLUMES_MANAGED_POLICY}` }
    : {};
  return createServiceRole(children, INFRASTRUCTURE_ROLE, {
    service: ECS,
    scope: trustScope(scope),
    statements,
    managedPolicyArns,
  });
}

/**
 * Returns what ECS needs to shift traffic between the target groups of one service. The managed policy for this purpose allows
 * the same actions for all load balancers of the account.
 */
function trafficStatements(loadBalancing: EcsServiceLoadBalancing): PolicyStatement[] {
  const { targetGroup, alternateTargetGroup, listenerRule, testListenerRule, listener, testListener } = loadBalancing;
  const arns = (resources: readonly ({ readonly arn: pulumi.Output<string> } | undefined)[]) =>
    resources.flatMap((resource) => (resource === undefined ? [] : [resource.arn]));
  const shift = (Sid: string, Action: string, Resource: pulumi.Output<string>[]): PolicyStatement[] =>
    Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
  return [
    {
      Sid: "RegisterTasks",
      Effect: "Allow",
      Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      Resource: arns([targetGroup, alternateTargetGroup]),
    },
    ...shift("ShiftTraffic", "elasticloadbalancing:ModifyRule", arns([listenerRule, testListenerRule])),
    ...shift("ShiftConnections", "elasticloadbalancing:ModifyListener", arns([listener, testListener])),
    // Elastic Load Balancing does not support a narrower resource for these actions.
    {
      Sid: "ReadTraffic",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      Resource: "*",
    },
  ];
}

/** Creates the role with which ECS invokes the functions of hooks; `undefined` without such hooks. */
export function createHooksRole(children: Children, plan: ServicePlan, scope: ArnScope): ServiceRole | undefined {
  const functions = plan.deployment.hooks.filter(isFunctionHook).map(({ functionArn }) => functionArn);
  if (functions.length === 0) return undefined;
  return createServiceRole(children, HOOKS_ROLE, {
    service: ECS,
    scope: trustScope(scope),
    statements: [
      { Sid: "InvokeHooks", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [...new Set(functions)] },
    ],
  });
}
