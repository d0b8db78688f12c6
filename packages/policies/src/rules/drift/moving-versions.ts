import { examplePlan, exampleId } from "../../authoring/example-plan";
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
const ec2Instance = "aws:ec2/instance:Instance";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const task = "aws:ecs/taskDefinition:TaskDefinition";

/** The paths of a launch template reference and its version. */
interface TemplateReference {
  readonly at: string;
  readonly version: string;
}

const direct: TemplateReference = { at: "launchTemplate", version: "launchTemplate.version" };
const mixedInstances: TemplateReference = {
  at: "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification",
  version: "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.version",
};

/** Reports a version that is not fixed. A version from an output of the launch template is always a number. */
const movingVersion = (
  graph: Graph,
  resource: GraphNode,
  reference: TemplateReference,
  template: { readonly version?: string } | undefined,
) =>
  template !== undefined &&
  allOf(
    () => ["$Latest", "$Default"].includes(template.version ?? "$Default"),
    () => !graph.isOutputOf(resource, reference.version, launchTemplate),
  ) && {
    resource,
    at: reference.at,
    message: "new launch template versions take effect without a change to the program",
  };

const referenceTo = (version?: string) => ({ id: exampleId("template"), version });

export const launchTemplateVersionSet = defineStackRule({
  id: "launch-template-version-set",
  title: "EC2 instances, Auto Scaling groups, and EKS node groups pin the launch template version",
  severity: "medium",
  topic: "drift",
  types: [scalingGroup, nodes, ec2Instance],
  why: "A new version of the launch template changes instances although neither the program nor its preview changes.",
  remedy: "Set launchTemplate: { id: template.id, version: template.latestVersion.apply(String) }.",
  check: (graph) =>
    listOf(
      () => graph.byType(nodes).map((node) => movingVersion(graph, node, direct, node.props.launchTemplate)),
      () => graph.byType(ec2Instance).map((node) => movingVersion(graph, node, direct, node.props.launchTemplate)),
      () => graph.byType(scalingGroup).map((node) => movingVersion(graph, node, direct, node.props.launchTemplate)),
      () =>
        graph.byType(scalingGroup).map((node) => {
          const policy = node.props.mixedInstancesPolicy;
          return movingVersion(graph, node, mixedInstances, policy?.launchTemplate?.launchTemplateSpecification);
        }),
    ),
  examples: {
    pass: [
      examplePlan({ group: [scalingGroup, { launchTemplate: { id: "lt-1", version: "3" } }] }),
      examplePlan({ template: [launchTemplate, {}], nodes: [nodes, { launchTemplate: referenceTo("3") }] }),
      examplePlan({
        template: [launchTemplate, {}],
        nodes: [nodes, { launchTemplate: referenceTo(exampleId("template")) }],
      }),
      examplePlan({ group: [scalingGroup, {}] }),
      examplePlan({
        group: [
          scalingGroup,
          { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { version: "3" } } } },
        ],
      }),
    ],
    fail: [
      examplePlan({
        template: [launchTemplate, {}],
        group: [scalingGroup, { launchTemplate: referenceTo("$Latest") }],
      }),
      examplePlan({ template: [launchTemplate, {}], instance: [ec2Instance, { launchTemplate: referenceTo() }] }),
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
  title: "Container images in AWS services are pinned to a version",
  severity: "medium",
  topic: "drift",
  on: containerImages,
  why: "Without a version, or with the latest tag, each start can run different code although the program did not change, and a rollback is impossible.",
  remedy: "Reference the image by digest, such as repository@sha256:…, or by a tag that is unique to the build.",
  check: (image) =>
    allOf(
      () => !(image.name ?? "").includes("@"),
      () => ["latest", undefined].includes(tagOf(image.name ?? "")),
    ) && { at: image.at, message: "the image is not pinned to a version" },
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
      [
        "aws:batch/jobDefinition:JobDefinition",
        { eksProperties: { podProperties: { containers: [{ image: "job:latest" }] } } },
      ],
    ],
  },
});

export const databaseVersionSet = defineViewRule({
  id: "database-version-set",
  title: "AWS databases, caches, and search domains specify an engine version",
  severity: "medium",
  topic: "drift",
  on: engineVersions,
  why: "Without a version, AWS uses the default version at creation, so environments differ, and no preview shows an upgrade made outside the program.",
  remedy: 'Set engineVersion: "16", or a full version if upgrades are planned manually.',
  check: (engine) =>
    allOf(
      () => !engine.isInherited,
      () => !engine.isSet,
    ) && { at: engine.at, message: "engineVersion is not set" },
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
