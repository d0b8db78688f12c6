import { both } from "../../kernel/connectives";
import { defineRule } from "../../rule";
import { tagOf } from "../../readers/image-names";
import { images } from "../../views/container-images";
import { engines, templateUses } from "../../views/moving-versions";

const scalingGroup = "aws:autoscaling/group:Group";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const instance = "aws:rds/instance:Instance";
const task = "aws:ecs/taskDefinition:TaskDefinition";

export const launchTemplateVersionSet = defineRule({
  id: "launch-template-version-set",
  title: "Machines are made from a numbered version of their launch template",
  severity: "medium",
  topic: "drift",
  on: templateUses,
  why: "Whoever makes a new version of the template changes machines that no preview shows: the program stays the same.",
  remedy: "Set launchTemplate: { id: template.id, version: template.latestVersion.apply(String) }.",
  check: (use) =>
    ["$Latest", "$Default"].includes(use.version ?? "$Default") && {
      at: use.at,
      message: "new versions of the template take effect unplanned",
    },
  examples: {
    pass: [
      [scalingGroup, { launchTemplate: { id: "lt-1", version: "3" } }],
      [nodes, { launchTemplate: { id: "lt-1", version: "3" } }],
      [scalingGroup, {}],
      [scalingGroup, { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { version: "3" } } } }],
    ],
    fail: [
      [scalingGroup, { launchTemplate: { id: "lt-1", version: "$Latest" } }],
      [
        scalingGroup,
        { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } } },
      ],
      [nodes, { launchTemplate: { id: "lt-1", version: "$Default" } }],
    ],
  },
});

export const imageVersionSet = defineRule({
  id: "container-image-version-set",
  title: "What AWS runs in containers names the version of its image",
  severity: "medium",
  topic: "drift",
  on: images,
  why: "Without a version, or with latest, each start may run other code, though the program did not change; nor can it be rolled back.",
  remedy: "Name the image by digest, repository@sha256:…, or by a tag of the build.",
  check: (image) =>
    both(
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

export const databaseVersionSet = defineRule({
  id: "database-version-set",
  title: "Databases name the version of their engine",
  severity: "medium",
  topic: "drift",
  on: engines,
  why: "Left out, it is the default of the day of creation: two environments of one program differ, and an upgrade by others shows nowhere.",
  remedy: 'Set engineVersion: "16", or to a full version where upgrades are planned by hand.',
  check: (engine) =>
    both(
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
