import { examplePlan, exampleId } from "../../authoring/example-plan";
import { ignoresChanges } from "../../conditions/ignored-changes";
import { allOf, isNotEmpty } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const service = "aws:ecs/service:Service";
const targetGroup = "aws:lb/targetGroup:TargetGroup";
const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const application = "aws:codedeploy/application:Application";
const alias = "aws:lambda/alias:Alias";
const secret = "aws:secretsmanager/secret:Secret";
const secretVersion = "aws:secretsmanager/secretVersion:SecretVersion";
const rotation = "aws:secretsmanager/secretRotation:SecretRotation";

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
  check: ({ deploymentController }, { resource }) =>
    !(ignoresChanges(resource, "taskDefinition") && ignoresChanges(resource, "loadBalancers")) &&
    deploymentController?.type === "CODE_DEPLOY" &&
    "CodeDeploy also changes taskDefinition and loadBalancers",
  examples: {
    pass: [{ deploymentController: { type: "ECS" }, taskDefinition: "web:1" }, { taskDefinition: "web:1" }],
    fail: [{ deploymentController: { type: "CODE_DEPLOY" }, taskDefinition: "web:1" }],
  },
});

export const lambdaAliasOneOwner = defineStackRule({
  id: "lambda-alias-one-owner",
  title: "Lambda aliases ignore changes to versions and routing in stacks that deploy functions with CodeDeploy",
  severity: "medium",
  topic: "drift",
  types: [alias],
  why: "CodeDeploy shifts the alias to the new version gradually, and an update during the deployment completes or reverts the shift at once.",
  remedy: 'Set the resource option ignoreChanges: ["functionVersion", "routingConfig"] on the Alias.',
  check: (graph) =>
    graph
      .byType(alias)
      .filter(
        (resource) => !["functionVersion", "routingConfig"].every((property) => ignoresChanges(resource, property)),
      )
      .filter(() => graph.byType(application).some(({ props }) => props.computePlatform === "Lambda"))
      .map((resource) => ({ resource, message: "CodeDeploy also changes functionVersion and routingConfig" })),
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
        live: [alias, { functionVersion: "3" }, { options: { ignoreChanges: ["functionVersion"] } }],
        functions: [application, { computePlatform: "Lambda" }],
      }),
      examplePlan({
        live: [alias, { functionVersion: "3" }],
        functions: [application, { computePlatform: "Lambda" }],
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
      .filter((version) => !ignoresChanges(version, "secretString"))
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
