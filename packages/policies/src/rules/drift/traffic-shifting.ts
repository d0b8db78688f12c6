import { companion, hasCompanion } from "../../conditions/companions";
import { ignoresChanges } from "../../conditions/ignored-changes";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { anyOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import type { ResourceReference } from "../../graph/graph";

const listener = "aws:lb/listener:Listener";
const listenerRule = "aws:lb/listenerRule:ListenerRule";
const deployment = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const service = "aws:ecs/service:Service";

/** The references of CodeDeploy deployment groups to the listeners whose default actions they change. */
const production = companion(deployment, "loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns");
const test = companion(deployment, "loadBalancerInfo.targetGroupPairInfo.testTrafficRoute.listenerArns");

const PRODUCTION_RULE = "loadBalancers.advancedConfiguration.productionListenerRule";
const TEST_RULE = "loadBalancers.advancedConfiguration.testListenerRule";

const SHIFTING_STRATEGIES = ["BLUE_GREEN", "LINEAR", "CANARY"];

/** Whether deployments of the service shift traffic. Rolling deployments do not change listener rules. */
const shiftsTraffic = ({ props }: GraphResource<typeof service>): boolean =>
  SHIFTING_STRATEGIES.includes(props.deploymentConfiguration?.strategy ?? "ROLLING");

/**
 * Whether deployments of an ECS service shift traffic with a listener rule, or with a listener of a Network Load Balancer.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html
 */
const isShiftedByEcs = (graph: Graph, resource: ResourceReference): boolean =>
  anyOf(
    () => graph.referrers(resource, service, PRODUCTION_RULE).some((referrer) => shiftsTraffic(referrer)),
    () => graph.referrers(resource, service, TEST_RULE).some((referrer) => shiftsTraffic(referrer)),
  );

export const lbListenerOneOwner = defineStackRule({
  id: "lb-listener-actions-one-owner",
  title: "Load balancer listeners used by blue/green deployments ignore changes to defaultActions",
  severity: "high",
  topic: "drift",
  types: [listener],
  why: "CodeDeploy and ECS point the listener to the new target group, and the next update points the listener back to the previous target group, which has no targets.",
  remedy: 'Set the resource option ignoreChanges: ["defaultActions"] on the Listener.',
  check: (graph) =>
    graph
      .byType(listener)
      .filter((resource) => !ignoresChanges(resource, "defaultActions"))
      .filter((resource) =>
        anyOf(
          () => hasCompanion(graph, resource, production, test),
          () => isShiftedByEcs(graph, resource),
        ),
      )
      .map((resource) => ({ resource, message: "blue/green deployments also change defaultActions" })),
  examples: {
    pass: [
      examplePlan({
        listener: [listener, { port: 443 }, { options: { ignoreChanges: ["defaultActions"] } }],
        group: [
          deployment,
          {
            loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [exampleId("listener")] } } },
          },
        ],
      }),
      examplePlan({
        listener: [listener, { port: 443 }],
        other: [listener, { port: 80 }, { options: { ignoreChanges: ["defaultActions"] } }],
        group: [
          deployment,
          { loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [exampleId("other")] } } } },
        ],
      }),
    ],
    fail: [
      examplePlan({
        listener: [listener, { port: 443 }],
        group: [
          deployment,
          {
            loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [exampleId("listener")] } } },
          },
        ],
      }),
      examplePlan({
        listener: [listener, { port: 8443 }],
        group: [
          deployment,
          {
            loadBalancerInfo: { targetGroupPairInfo: { testTrafficRoute: { listenerArns: [exampleId("listener")] } } },
          },
        ],
      }),
      examplePlan({
        listener: [listener, { port: 443 }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "BLUE_GREEN" },
            loadBalancers: [{ advancedConfiguration: { productionListenerRule: exampleId("listener") } }],
          },
        ],
      }),
    ],
  },
});

export const lbListenerRuleOneOwner = defineStackRule({
  id: "lb-listener-rule-actions-one-owner",
  title: "Load balancer listener rules used by ECS blue/green deployments ignore changes to actions",
  severity: "high",
  topic: "drift",
  types: [listenerRule],
  // aws/aws-cdk#36649, terraform-aws-modules/terraform-aws-alb#409
  why: "Every deployment swaps the weights of the two target groups, and the next update that restores the declared weights sends all requests to the target group without tasks.",
  remedy: 'Set the resource option ignoreChanges: ["actions"] on the ListenerRule.',
  check: (graph) =>
    graph
      .byType(listenerRule)
      .filter((resource) => !ignoresChanges(resource, "actions.forward.targetGroups.weight"))
      .filter((resource) => isShiftedByEcs(graph, resource))
      .map((resource) => ({ resource, message: "ECS deployments also change the target group weights" })),
  examples: {
    pass: [
      examplePlan({
        rule: [listenerRule, { priority: 10 }, { options: { ignoreChanges: ["actions"] } }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "BLUE_GREEN" },
            loadBalancers: [{ advancedConfiguration: { productionListenerRule: exampleId("rule") } }],
          },
        ],
      }),
      examplePlan({
        rule: [listenerRule, { priority: 10 }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "ROLLING" },
            loadBalancers: [{ advancedConfiguration: { productionListenerRule: exampleId("rule") } }],
          },
        ],
      }),
      examplePlan({
        rule: [listenerRule, { priority: 10 }],
        other: [listenerRule, { priority: 20 }, { options: { ignoreChanges: ["actions[0].forward"] } }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "LINEAR" },
            loadBalancers: [{ advancedConfiguration: { productionListenerRule: exampleId("other") } }],
          },
        ],
      }),
    ],
    fail: [
      examplePlan({
        rule: [listenerRule, { priority: 10 }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "BLUE_GREEN" },
            loadBalancers: [{ advancedConfiguration: { productionListenerRule: exampleId("rule") } }],
          },
        ],
      }),
      examplePlan({
        rule: [listenerRule, { priority: 10 }],
        service: [
          service,
          {
            deploymentConfiguration: { strategy: "CANARY" },
            loadBalancers: [{ advancedConfiguration: { testListenerRule: exampleId("rule") } }],
          },
        ],
      }),
    ],
  },
});
