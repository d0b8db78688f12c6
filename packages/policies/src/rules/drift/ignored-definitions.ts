import {
  definitionReference,
  type DefinitionReference,
  ignoredDefinitions,
} from "../../rule-factories/ignored-definitions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineStackRule } from "../../authoring/define-stack-rule";

const service = "aws:ecs/service:Service";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const scalingGroup = "aws:autoscaling/group:Group";
const stage = "aws:apigateway/stage:Stage";
const deployment = "aws:apigateway/deployment:Deployment";
const httpDeployment = "aws:apigatewayv2/deployment:Deployment";

const REFERENCES: readonly DefinitionReference[] = [
  definitionReference(
    service,
    "taskDefinition",
    taskDefinition,
    ({ deploymentController }) => (deploymentController?.type ?? "ECS") !== "ECS",
  ),
  definitionReference("aws:cloudwatch/eventTarget:EventTarget", "ecsTarget.taskDefinitionArn", taskDefinition),
  definitionReference("aws:scheduler/schedule:Schedule", "target.ecsParameters.taskDefinitionArn", taskDefinition),
  definitionReference(scalingGroup, "launchTemplate.version", launchTemplate),
  definitionReference("aws:eks/nodeGroup:NodeGroup", "launchTemplate.version", launchTemplate),
  definitionReference(stage, "deployment", deployment),
  definitionReference("aws:apigatewayv2/stage:Stage", "deploymentId", httpDeployment),
];

export const declaredDefinitionsDeployed = defineStackRule({
  id: "declared-definitions-deployed",
  title: "Resources do not ignore the task definition, launch template, or API deployment that the program declares",
  severity: "medium",
  topic: "drift",
  types: [taskDefinition, launchTemplate, deployment, httpDeployment],
  why: "Changes to the definition create a new version that nothing runs, although the update succeeds (pulumi/pulumi-aws#1982).",
  remedy:
    "Remove the property from ignoreChanges. If another tool deploys new versions, leave the definition to that tool: remove it from the program, and refer to it by its family, name, or ID.",
  check: (graph) => ignoredDefinitions(graph, REFERENCES),
  examples: {
    pass: [
      examplePlan({
        web: [taskDefinition, { family: "web" }],
        service: [service, { taskDefinition: exampleId("web") }, { options: { ignoreChanges: ["desiredCount"] } }],
      }),
      examplePlan({
        web: [taskDefinition, { family: "web" }],
        service: [service, { taskDefinition: "other:1" }, { options: { ignoreChanges: ["taskDefinition"] } }],
      }),
      examplePlan({
        web: [taskDefinition, { family: "web" }],
        service: [
          service,
          { taskDefinition: exampleId("web"), deploymentController: { type: "CODE_DEPLOY" } },
          { options: { ignoreChanges: ["taskDefinition", "loadBalancers"] } },
        ],
      }),
    ],
    fail: [
      examplePlan({
        web: [taskDefinition, { family: "web" }],
        service: [service, { taskDefinition: exampleId("web") }, { options: { ignoreChanges: ["taskDefinition"] } }],
      }),
      examplePlan({
        template: [launchTemplate, {}],
        group: [
          scalingGroup,
          { launchTemplate: { id: "lt-1", version: exampleId("template") } },
          { options: { ignoreChanges: ["launchTemplate"] } },
        ],
      }),
      examplePlan({
        current: [deployment, {}],
        live: [stage, { deployment: exampleId("current") }, { options: { ignoreChanges: ["deployment"] } }],
      }),
    ],
  },
});
