import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { ecrLifecyclePolicies, lifecycleRulesOf, type EcrLifecycleRule } from "../../views/ecr-lifecycle-policies";

const repository = "aws:ecr/repository:Repository";
const lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

/**
 * Whether the rule removes images by their age or number. It does not matter whether it deletes or archives the images,
 * because archived images cannot be pulled either. Other rules consider when an image was pulled.
 */
const isByAgeOrNumber = (rule: EcrLifecycleRule): boolean =>
  ["imageCountMoreThan", "sinceImagePushed"].includes(rule.selection?.countType ?? "");

/** Returns the tag patterns of a rule. A prefix is the beginning of a pattern. */
const patternsOf = (rule: EcrLifecycleRule): readonly string[] =>
  listOf(
    () => rule.selection?.tagPatternList,
    () => listOf(rule.selection?.tagPrefixList).map((prefix) => prefix.concat("*")),
  );

const selectsAllTags = (rule: EcrLifecycleRule): boolean =>
  anyOf(
    () => rule.selection?.tagStatus === "any",
    () =>
      allOf(
        () => rule.selection?.tagStatus === "tagged",
        () => patternsOf(rule).every((pattern) => /^\*+$/.test(pattern)),
      ),
  );

/** Whether the rule keeps a number of images with certain tags, which no rule with a lower precedence can delete. */
const keepsCertainTags = (rule: EcrLifecycleRule): boolean =>
  allOf(
    () => rule.selection?.tagStatus === "tagged",
    () => rule.selection?.countType === "imageCountMoreThan",
    () => !patternsOf(rule).every((pattern) => /^\*+$/.test(pattern)),
  );

const expireAnyAfter14Days = {
  rulePriority: 2,
  selection: { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
  action: { type: "expire" },
} as const;
const keepReleases = {
  rulePriority: 1,
  selection: {
    tagStatus: "tagged",
    tagPrefixList: ["release-"],
    countType: "imageCountMoreThan",
    countNumber: 100,
  },
  action: { type: "expire" },
} as const;

export const ecrReleasesKept = defineViewRule({
  id: "ecr-lifecycle-keeps-releases",
  title: "ECR lifecycle policies do not delete tagged images without regard to their tags",
  severity: "medium",
  topic: "reliability",
  on: ecrLifecyclePolicies,
  // aws/containers-roadmap#1078: ECR does not check whether a task definition refers to an image.
  why: "Frequent builds push out the image of a service that is rarely released. New tasks of that service then fail to start, for example when the service scales out.",
  remedy:
    'Add a rule with a lower rulePriority that keeps releases: selection: { tagStatus: "tagged", tagPatternList: ["release-*"], countType: "imageCountMoreThan", countNumber: 100 }. Delete only untagged images and images with the tags of builds.',
  check: ({ rules }) =>
    rules
      .filter((rule) =>
        allOf(
          () => isByAgeOrNumber(rule),
          () => selectsAllTags(rule),
          () =>
            !rules.some((earlier) =>
              allOf(
                () => (earlier.rulePriority ?? 0) < (rule.rulePriority ?? 0),
                () => keepsCertainTags(earlier),
              ),
            ),
        ),
      )
      .map((rule) => ({ at: rule, message: "this rule also removes images that are in use" })),
  examples: {
    pass: [
      [lifecycle, { policy: { rules: [keepReleases, expireAnyAfter14Days] } }],
      [
        lifecycle,
        {
          policy: JSON.stringify({
            rules: [
              {
                rulePriority: 1,
                selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
                action: { type: "expire" },
              },
              {
                rulePriority: 2,
                selection: {
                  tagStatus: "tagged",
                  tagPatternList: ["pr-*"],
                  countType: "imageCountMoreThan",
                  countNumber: 9,
                },
                action: { type: "expire" },
              },
              {
                rulePriority: 3,
                selection: {
                  tagStatus: "any",
                  storageClass: "archive",
                  countType: "sinceImageTransitioned",
                  countUnit: "days",
                  countNumber: 365,
                },
                action: { type: "expire" },
              },
              {
                rulePriority: 4,
                selection: { tagStatus: "any", countType: "sinceImagePulled", countUnit: "days", countNumber: 90 },
                action: { type: "transition", targetStorageClass: "archive" },
              },
            ],
          }),
        },
      ],
    ],
    fail: [
      [lifecycle, { policy: { rules: [expireAnyAfter14Days] } }],
      [
        lifecycle,
        {
          policy: JSON.stringify({
            rules: [
              {
                rulePriority: 1,
                selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 40 },
                action: { type: "expire" },
              },
            ],
          }),
        },
      ],
      [
        "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
        {
          lifecyclePolicy: JSON.stringify({
            rules: [
              {
                rulePriority: 1,
                selection: {
                  tagStatus: "tagged",
                  tagPatternList: ["*"],
                  countType: "imageCountMoreThan",
                  countNumber: 500,
                },
                action: { type: "expire" },
              },
            ],
          }),
        },
      ],
    ],
  },
});

/** Whether tags that services may use can move to another image. The tags of build caches are never deployed. */
const hasMovingTags = (props: InputsOf<typeof repository>): boolean => {
  const { imageTagMutability = "MUTABLE" } = props;
  if (imageTagMutability !== "IMMUTABLE_WITH_EXCLUSION") return imageTagMutability !== "IMMUTABLE";
  return listOf(props.imageTagMutabilityExclusionFilters).some(({ filter }) => !/cache/i.test(filter ?? ""));
};

const expireUntagged = {
  policy: {
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
        action: { type: "expire" },
      },
    ],
  },
} as const;

export const ecrMovedTagsKept = defineStackRule({
  id: "ecr-lifecycle-keeps-moved-tags",
  title: "ECR repositories with mutable tags do not delete untagged images",
  severity: "medium",
  topic: "reliability",
  types: [lifecycle],
  // aws/amazon-ecs-agent#4226
  why: "ECS resolves a tag to a digest once for each deployment. When the tag moves, the image that the service runs becomes untagged, and after its deletion no new task of that deployment can start. ECR counts the days from the push of the image.",
  remedy:
    'Set imageTagMutability: "IMMUTABLE" on the Repository and give each build its own tag, or remove the rule for untagged images.',
  check: (graph) =>
    graph
      .byType(repository)
      .filter(({ props }) => hasMovingTags(props))
      .flatMap((images) => graph.referrers(images, lifecycle, "repository"))
      .filter(({ props }) =>
        lifecycleRulesOf(props).some((rule) =>
          allOf(
            () => rule.selection?.tagStatus === "untagged",
            () => isByAgeOrNumber(rule),
          ),
        ),
      )
      .map((resource) => ({ resource, at: "policy", message: "images whose tag has moved are removed while in use" })),
  examples: {
    pass: [
      examplePlan({
        images: [repository, { imageTagMutability: "IMMUTABLE" }],
        old: [lifecycle, { ...expireUntagged, repository: exampleId("images") }],
      }),
      examplePlan({
        images: [
          repository,
          {
            imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
            imageTagMutabilityExclusionFilters: [{ filter: "buildcache-*", filterType: "WILDCARD" }],
          },
        ],
        old: [lifecycle, { ...expireUntagged, repository: exampleId("images") }],
      }),
      examplePlan({
        images: [repository, {}],
        other: [repository, { imageTagMutability: "IMMUTABLE" }],
        old: [lifecycle, { ...expireUntagged, repository: exampleId("other") }],
      }),
    ],
    fail: [
      examplePlan({
        images: [repository, {}],
        old: [lifecycle, { ...expireUntagged, repository: exampleId("images") }],
      }),
      examplePlan({
        images: [
          repository,
          {
            imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
            imageTagMutabilityExclusionFilters: [
              { filter: "buildcache-*", filterType: "WILDCARD" },
              { filter: "latest", filterType: "WILDCARD" },
            ],
          },
        ],
        old: [lifecycle, { ...expireUntagged, repository: exampleId("images") }],
      }),
    ],
  },
});
