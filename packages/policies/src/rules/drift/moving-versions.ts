import { examplePlan, idOf } from "../../authoring/example-plan";
import type { GraphNode } from "../../graph/graph";
import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph } from "../../authoring/define-stack-rule";
import { tagOf } from "../../conditions/image-names";
import { containerImages } from "../../views/container-images";
import { engineVersions } from "../../views/engine-versions";

const scalingGroup = "aws:autoscaling/group:Group";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const instance = "aws:rds/instance:Instance";
const machine = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const task = "aws:ecs/taskDefinition:TaskDefinition";

/** Where a template is named, and its version. */
interface Use {
  readonly at: string;
  readonly version: string;
}

const direct: Use = { at: "launchTemplate", version: "launchTemplate.version" };
const mixed: Use = {
  at: "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification",
  version: "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.version",
};

/** What a launch template gives out as its version is a number. */
const movingVersion = (graph: Graph, resource: GraphNode, use: Use, named: { readonly version?: string } | undefined) =>
  named !== undefined &&
  allOf(
    () => ["$Latest", "$Default"].includes(named.version ?? "$Default"),
    () => !graph.isOutputOf(resource, use.version, template),
  ) && { resource, at: use.at, message: "new versions of the template take effect unplanned" };

const used = (version?: string) => ({ id: idOf("template"), version });

export const launchTemplateVersionSet = defineStackRule({
  id: "launch-template-version-set",
  title: "Machines are made from a numbered version of their launch template",
  severity: "medium",
  topic: "drift",
  types: [scalingGroup, nodes, machine],
  why: "Whoever makes a new version of the template changes machines that no preview shows: the program stays the same.",
  remedy: "Set launchTemplate: { id: template.id, version: template.latestVersion.apply(String) }.",
  check: (graph) =>
    listOf(
      () => graph.byType(nodes).map((one) => movingVersion(graph, one, direct, one.props.launchTemplate)),
      () => graph.byType(machine).map((one) => movingVersion(graph, one, direct, one.props.launchTemplate)),
      () => graph.byType(scalingGroup).map((one) => movingVersion(graph, one, direct, one.props.launchTemplate)),
      () =>
        graph.byType(scalingGroup).map((one) => {
          const policy = one.props.mixedInstancesPolicy;
          return movingVersion(graph, one, mixed, policy?.launchTemplate?.launchTemplateSpecification);
        }),
    ),
  examples: {
    pass: [
      examplePlan({ group: [scalingGroup, { launchTemplate: { id: "lt-1", version: "3" } }] }),
      examplePlan({ template: [template, {}], nodes: [nodes, { launchTemplate: used("3") }] }),
      examplePlan({ template: [template, {}], nodes: [nodes, { launchTemplate: used(idOf("template")) }] }),
      examplePlan({ group: [scalingGroup, {}] }),
      examplePlan({
        group: [
          scalingGroup,
          { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { version: "3" } } } },
        ],
      }),
    ],
    fail: [
      examplePlan({ template: [template, {}], group: [scalingGroup, { launchTemplate: used("$Latest") }] }),
      examplePlan({ template: [template, {}], machine: [machine, { launchTemplate: used() }] }),
      examplePlan({
        group: [
          scalingGroup,
          { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } } },
        ],
      }),
      examplePlan({ nodes: [nodes, { launchTemplate: { id: "lt-1", version: "$Default" } }] }),
    ],
  },
});

export const imageVersionSet = defineViewRule({
  id: "container-image-version-set",
  title: "What AWS runs in containers names the version of its image",
  severity: "medium",
  topic: "drift",
  on: containerImages,
  why: "Without a version, or with latest, each start may run other code, though the program did not change; nor can it be rolled back.",
  remedy: "Name the image by digest, repository@sha256:…, or by a tag of the build.",
  check: (image) =>
    allOf(
      () => !(image.name ?? "").includes("@"),
      () => ["latest", undefined].includes(tagOf(image.name ?? "")),
    ) && { at: image.at, message: "the image has no version" },
  examples: {
    pass: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", image: "nginx:1.27.1" }]) }],
      ["aws:lambda/function:Function", { imageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0a1b" }],
      ["aws:lambda/function:Function", { runtime: "nodejs22.x" }],
      ["aws:codebuild/project:Project", { environment: { image: "aws/codebuild/standard:7.0" } }],
      [
        "aws:apprunner/service:Service",
        { sourceConfiguration: { imageRepository: { imageIdentifier: "public.ecr.aws/nginx/nginx:1.27.1" } } },
      ],
      ["aws:sagemaker/model:Model", { primaryContainer: { image: "model:4" } }],
    ],
    fail: [
      [task, { containerDefinitions: JSON.stringify([{ name: "web", image: "nginx" }]) }],
      ["aws:lambda/function:Function", { imageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:latest" }],
      [
        "aws:apprunner/service:Service",
        { sourceConfiguration: { imageRepository: { imageIdentifier: "public.ecr.aws/nginx/nginx:latest" } } },
      ],
      ["aws:codebuild/project:Project", { environment: { image: "node" } }],
      ["aws:sagemaker/model:Model", { primaryContainer: { image: "model:latest" } }],
      ["aws:batch/jobDefinition:JobDefinition", { containerProperties: JSON.stringify({ image: "job" }) }],
    ],
  },
});

export const databaseVersionSet = defineViewRule({
  id: "database-version-set",
  title: "Databases name the version of their engine",
  severity: "medium",
  topic: "drift",
  on: engineVersions,
  why: "Left out, it is the default of the day of creation: two environments of one program differ, and an upgrade by others shows nowhere.",
  remedy: 'Set engineVersion: "16", or to a full version where upgrades are planned by hand.',
  check: (engine) =>
    allOf(
      () => !engine.isInherited,
      () => !engine.isNamed,
    ) && { at: engine.at, message: "no version is named" },
  examples: {
    pass: [
      [instance, { engine: "postgres", engineVersion: "16" }],
      [instance, { replicateSourceDb: "main" }],
      ["aws:elasticache/cluster:Cluster", { replicationGroupId: "main" }],
    ],
    fail: [
      [instance, { engine: "postgres" }],
      ["aws:rds/cluster:Cluster", { engine: "aurora-postgresql" }],
      ["aws:opensearch/domain:Domain", {}],
    ],
  },
});
