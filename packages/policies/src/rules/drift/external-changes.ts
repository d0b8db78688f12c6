import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, isNotEmpty } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const service = "aws:ecs/service:Service";
const targetGroup = "aws:lb/targetGroup:TargetGroup";
const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const listener = "aws:lb/listener:Listener";
const deployment = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const application = "aws:codedeploy/application:Application";
const alias = "aws:lambda/alias:Alias";
const scalingGroup = "aws:autoscaling/group:Group";
const scalingPolicy = "aws:autoscaling/policy:Policy";
const schedule = "aws:autoscaling/schedule:Schedule";
const secret = "aws:secretsmanager/secret:Secret";
const secretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
const rotation = "aws:secretsmanager/secretRotation:SecretRotation";

const ignores = (ignoreChanges: readonly string[], property: string) =>
  ignoreChanges.some((path) => path === "*" || path === property);

export const ecsTargetsOneOwner = defineStackRule({
  id: "ecs-targets-one-owner",
  title: "ECS service target groups have no separate TargetGroupAttachment resources",
  severity: "high",
  topic: "drift",
  types: [service],
  why: "ECS deregisters targets that it did not register, so separately attached targets are removed by deployments and added again by updates.",
  remedy: "Remove the TargetGroupAttachment resources, or give them a separate target group.",
  check: (graph) =>
    graph
      .byType(targetGroup)
      .filter((group) =>
        allOf(
          () => isNotEmpty(graph.referrers(group, service, "loadBalancers.targetGroupArn")),
          () => isNotEmpty(graph.referrers(group, attachment, "targetGroupArn")),
        ),
      )
      .map((resource) => ({ resource, message: "an ECS service and target group attachments both register targets" })),
  examples: {
    pass: [
      examplePlan({
        group: [targetGroup, {}],
        other: [targetGroup, {}],
        service: [service, { loadBalancers: [{ targetGroupArn: exampleId("group"), containerName: "web" }] }],
        attachment: [attachment, { targetGroupArn: exampleId("other"), targetId: "i-1" }],
      }),
    ],
    fail: [
      examplePlan({
        group: [targetGroup, {}],
        service: [service, { loadBalancers: [{ targetGroupArn: exampleId("group"), containerName: "web" }] }],
        attachment: [attachment, { targetGroupArn: exampleId("group"), targetId: "i-1" }],
      }),
    ],
  },
});

export const ecsDeploymentOneOwner = defineRule({
  id: "ecs-deployment-one-owner",
  title: "ECS services deployed by CodeDeploy ignore changes to taskDefinition and loadBalancers",
  severity: "high",
  topic: "drift",
  on: service,
  // See the documentation for aws.ecs.Service.
  why: "CodeDeploy moves the service to another task definition and target group. The next update requests the previous task definition and target group, which ECS rejects.",
  remedy: 'Set the resource option ignoreChanges: ["taskDefinition", "loadBalancers"] on the Service.',
  check: ({ deploymentController }, { resource: { ignoreChanges } }) =>
    !(ignores(ignoreChanges, "taskDefinition") && ignores(ignoreChanges, "loadBalancers")) &&
    deploymentController?.type === "CODE_DEPLOY" &&
    "CodeDeploy also changes taskDefinition and loadBalancers",
  examples: {
    pass: [{ deploymentController: { type: "ECS" }, taskDefinition: "web:1" }, { taskDefinition: "web:1" }],
    fail: [{ deploymentController: { type: "CODE_DEPLOY" }, taskDefinition: "web:1" }],
  },
});

const productionListeners = companion(deployment, "loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns");

export const lbListenerOneOwner = defineStackRule({
  id: "lb-listener-actions-one-owner",
  title: "Load balancer listeners used by CodeDeploy ignore changes to defaultActions",
  severity: "high",
  topic: "drift",
  types: [deployment],
  why: "CodeDeploy points the listener to the new target group, and the next update points the listener back to the previous target group, which has no targets.",
  remedy: 'Set the resource option ignoreChanges: ["defaultActions"] on the Listener.',
  check: (graph) =>
    graph
      .byType(listener)
      .filter((resource) => !ignores(resource.ignoreChanges, "defaultActions"))
      .filter((resource) => hasCompanion(graph, resource, productionListeners))
      .map((resource) => ({ resource, message: "CodeDeploy also changes defaultActions" })),
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
    ],
  },
});

export const lambdaAliasOneOwner = defineStackRule({
  id: "lambda-alias-one-owner",
  title: "Lambda aliases ignore changes to functionVersion in stacks that deploy functions with CodeDeploy",
  severity: "medium",
  topic: "drift",
  types: [alias],
  why: "CodeDeploy shifts the alias to the new version gradually, and an update during the deployment completes or reverts the shift at once.",
  remedy: 'Set the resource option ignoreChanges: ["functionVersion", "routingConfig"] on the Alias.',
  check: (graph) =>
    graph
      .byType(alias)
      .filter(({ ignoreChanges }) => !ignores(ignoreChanges, "functionVersion"))
      .filter(() => graph.byType(application).some(({ props }) => props.computePlatform === "Lambda"))
      .map((resource) => ({ resource, message: "CodeDeploy also changes functionVersion" })),
  examples: {
    pass: [
      examplePlan({
        live: [alias, { functionVersion: "3" }, { options: { ignoreChanges: ["functionVersion", "routingConfig"] } }],
        functions: [application, { computePlatform: "Lambda" }],
      }),
      examplePlan({ live: [alias, { functionVersion: "3" }], services: [application, { computePlatform: "ECS" }] }),
    ],
    fail: [
      examplePlan({
        live: [alias, { functionVersion: "3" }],
        functions: [application, { computePlatform: "Lambda" }],
      }),
    ],
  },
});

export const asgCapacityOneOwner = defineStackRule({
  id: "asg-desired-capacity-one-owner",
  title: "Auto Scaling groups with scaling policies or schedules do not manage desiredCapacity",
  severity: "medium",
  topic: "drift",
  types: [scalingPolicy, schedule],
  why: "Every update resets the size that the group chose for the current load.",
  remedy: 'Remove desiredCapacity from the Group, or set the resource option ignoreChanges: ["desiredCapacity"].',
  check: (graph) =>
    graph
      .byType(scalingGroup)
      .filter((group) =>
        allOf(
          () => !ignores(group.ignoreChanges, "desiredCapacity"),
          () => "desiredCapacity" in group.props,
          () =>
            hasCompanion(
              graph,
              group,
              companion(scalingPolicy, "autoscalingGroupName"),
              companion(schedule, "autoscalingGroupName"),
            ),
        ),
      )
      .map((resource) => ({
        resource,
        at: "desiredCapacity",
        message: "a scaling policy or schedule also changes desiredCapacity",
      })),
  examples: {
    pass: [
      examplePlan({ group: [scalingGroup, {}], policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }] }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }, { options: { ignoreChanges: ["desiredCapacity"] } }],
        policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: "b" }],
      }),
    ],
    fail: [
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        night: [schedule, { autoscalingGroupName: exampleId("group") }],
      }),
    ],
  },
});

export const secretValueOneOwner = defineStackRule({
  id: "secret-value-one-owner",
  title: "Secrets Manager secret versions ignore changes to secretString if the secret is rotated",
  severity: "high",
  topic: "drift",
  types: [rotation],
  why: "Every update that writes the program's value replaces the rotated password, so clients can no longer connect.",
  remedy: 'Set the resource option ignoreChanges: ["secretString"] on the SecretVersion.',
  check: (graph) =>
    graph
      .byType(secret)
      .filter((resource) => isNotEmpty(graph.referrers(resource, rotation, "secretId")))
      .flatMap((resource) => graph.referrers(resource, secretVersion, "secretId"))
      .filter(({ ignoreChanges }) => !ignores(ignoreChanges, "secretString"))
      .map((resource) => ({ resource, message: "rotation also changes secretString" })),
  examples: {
    pass: [
      examplePlan({
        secret: [secret, {}],
        version: [secretVersion, { secretId: exampleId("secret"), secretString: "x" }],
      }),
      examplePlan({
        secret: [secret, {}],
        version: [
          secretVersion,
          { secretId: exampleId("secret"), secretString: "x" },
          { options: { ignoreChanges: ["secretString"] } },
        ],
        rotation: [rotation, { secretId: exampleId("secret") }],
      }),
    ],
    fail: [
      examplePlan({
        secret: [secret, {}],
        version: [secretVersion, { secretId: exampleId("secret"), secretString: "x" }],
        rotation: [rotation, { secretId: exampleId("secret") }],
      }),
    ],
  },
});
