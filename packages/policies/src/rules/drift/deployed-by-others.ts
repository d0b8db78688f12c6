import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
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
  title: "The targets of a service are registered by the service alone",
  severity: "high",
  topic: "drift",
  types: [service],
  why: "ECS takes out of a target group what it did not put there, so attached targets come and go with every deployment.",
  remedy: "Drop the TargetGroupAttachment resources, or give them a target group of their own.",
  check: (graph) =>
    graph
      .byType(targetGroup)
      .filter((group) =>
        allOf(
          () => isNotEmpty(graph.referrers(group, service, "loadBalancers.targetGroupArn")),
          () => isNotEmpty(graph.referrers(group, attachment, "targetGroupArn")),
        ),
      )
      .map((resource) => ({ resource, message: "a service and attachments both register targets here" })),
  examples: {
    pass: [
      examplePlan({
        group: [targetGroup, {}],
        other: [targetGroup, {}],
        service: [service, { loadBalancers: [{ targetGroupArn: idOf("group"), containerName: "web" }] }],
        attachment: [attachment, { targetGroupArn: idOf("other"), targetId: "i-1" }],
      }),
    ],
    fail: [
      examplePlan({
        group: [targetGroup, {}],
        service: [service, { loadBalancers: [{ targetGroupArn: idOf("group"), containerName: "web" }] }],
        attachment: [attachment, { targetGroupArn: idOf("group"), targetId: "i-1" }],
      }),
    ],
  },
});

export const ecsDeploymentOneOwner = defineRule({
  id: "ecs-deployment-one-owner",
  title: "What CodeDeploy changes of a service is left to it",
  severity: "high",
  topic: "drift",
  on: service,
  // The documentation of aws.ecs.Service
  why: "CodeDeploy moves the service to another task definition and target group; the next update asks for the old ones, which ECS refuses.",
  remedy: 'Give the Service { ignoreChanges: ["taskDefinition", "loadBalancers"] }.',
  check: ({ deploymentController }, { resource: { ignoreChanges } }) =>
    !(ignores(ignoreChanges, "taskDefinition") && ignores(ignoreChanges, "loadBalancers")) &&
    deploymentController?.type === "CODE_DEPLOY" &&
    "CodeDeploy changes what is set here",
  examples: {
    pass: [{ deploymentController: { type: "ECS" }, taskDefinition: "web:1" }, { taskDefinition: "web:1" }],
    fail: [{ deploymentController: { type: "CODE_DEPLOY" }, taskDefinition: "web:1" }],
  },
});

const production = companion(deployment, "loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns");

export const lbListenerOneOwner = defineStackRule({
  id: "lb-listener-actions-one-owner",
  title: "Where a listener leads under blue-green deployments is left to CodeDeploy",
  severity: "high",
  topic: "drift",
  types: [deployment],
  why: "CodeDeploy points the listener to the new target group; the next update points it back to the one that is empty.",
  remedy: 'Give the Listener { ignoreChanges: ["defaultActions"] }.',
  check: (graph) =>
    graph
      .byType(listener)
      .filter((resource) => !ignores(resource.ignoreChanges, "defaultActions"))
      .filter((resource) => hasCompanion(graph, resource, production))
      .map((resource) => ({ resource, message: "CodeDeploy changes where the listener leads" })),
  examples: {
    pass: [
      examplePlan({
        listener: [listener, { port: 443 }, { options: { ignoreChanges: ["defaultActions"] } }],
        group: [
          deployment,
          { loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [idOf("listener")] } } } },
        ],
      }),
      examplePlan({
        listener: [listener, { port: 443 }],
        other: [listener, { port: 80 }, { options: { ignoreChanges: ["defaultActions"] } }],
        group: [
          deployment,
          { loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [idOf("other")] } } } },
        ],
      }),
    ],
    fail: [
      examplePlan({
        listener: [listener, { port: 443 }],
        group: [
          deployment,
          { loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [idOf("listener")] } } } },
        ],
      }),
    ],
  },
});

export const lambdaAliasOneOwner = defineStackRule({
  id: "lambda-alias-one-owner",
  title: "Which version an alias means is left to CodeDeploy where it deploys functions",
  severity: "medium",
  topic: "drift",
  types: [alias],
  why: "CodeDeploy moves the alias to the new version bit by bit; an update in between moves it all the way, or back.",
  remedy: 'Give the Alias { ignoreChanges: ["functionVersion", "routingConfig"] }.',
  check: (graph) =>
    graph
      .byType(alias)
      .filter(({ ignoreChanges }) => !ignores(ignoreChanges, "functionVersion"))
      .filter(() => graph.byType(application).some(({ props }) => props.computePlatform === "Lambda"))
      .map((resource) => ({ resource, message: "CodeDeploy changes which version the alias means" })),
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
  title: "The size of an Auto Scaling group with policies is theirs",
  severity: "medium",
  topic: "drift",
  types: [scalingPolicy, schedule],
  why: "Every update puts the number of the program back, in the middle of the load that the group scaled for.",
  remedy: 'Drop desiredCapacity from the Group, or give it { ignoreChanges: ["desiredCapacity"] }.',
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
      .map((resource) => ({ resource, at: "desiredCapacity", message: "policies change the size that is set here" })),
  examples: {
    pass: [
      examplePlan({ group: [scalingGroup, {}], policy: [scalingPolicy, { autoscalingGroupName: idOf("group") }] }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }, { options: { ignoreChanges: ["desiredCapacity"] } }],
        policy: [scalingPolicy, { autoscalingGroupName: idOf("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: "b" }],
      }),
    ],
    fail: [
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: idOf("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        night: [schedule, { autoscalingGroupName: idOf("group") }],
      }),
    ],
  },
});

export const secretValueOneOwner = defineStackRule({
  id: "secret-value-one-owner",
  title: "The value of a rotated secret is the rotation's",
  severity: "high",
  topic: "drift",
  types: [rotation],
  why: "Every update that writes the version of the program again takes the rotated password away from whoever uses it.",
  remedy: 'Give the SecretVersion { ignoreChanges: ["secretString"] }.',
  check: (graph) =>
    graph
      .byType(secret)
      .filter((one) => isNotEmpty(graph.referrers(one, rotation, "secretId")))
      .flatMap((one) => graph.referrers(one, secretVersion, "secretId"))
      .filter(({ ignoreChanges }) => !ignores(ignoreChanges, "secretString"))
      .map((resource) => ({ resource, message: "rotation changes the value that is set here" })),
  examples: {
    pass: [
      examplePlan({ secret: [secret, {}], version: [secretVersion, { secretId: idOf("secret"), secretString: "x" }] }),
      examplePlan({
        secret: [secret, {}],
        version: [
          secretVersion,
          { secretId: idOf("secret"), secretString: "x" },
          { options: { ignoreChanges: ["secretString"] } },
        ],
        rotation: [rotation, { secretId: idOf("secret") }],
      }),
    ],
    fail: [
      examplePlan({
        secret: [secret, {}],
        version: [secretVersion, { secretId: idOf("secret"), secretString: "x" }],
        rotation: [rotation, { secretId: idOf("secret") }],
      }),
    ],
  },
});
