import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const repository = "aws:ecr/repository:Repository";
const creationTemplate = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";

export const ecrTagsImmutable = defineViewRule({
  id: "ecr-tags-immutable",
  title: "ECR repositories and repository creation templates have immutable image tags",
  severity: "medium",
  controls: { "aws-fsbp": ["ECR.2"] },
  on: defineView<{ readonly imageTagMutability?: string }>()({
    [repository]: (props) => [props],
    [creationTemplate]: (props) => [props],
  }),
  why: "If a tag can be overwritten, two deployments of the same version can run different code.",
  remedy: 'Set imageTagMutability: "IMMUTABLE", or "IMMUTABLE_WITH_EXCLUSION" with imageTagMutabilityExclusionFilters.',
  check: ({ imageTagMutability = "MUTABLE" }) =>
    !["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"].includes(imageTagMutability) && "image tags can be overwritten",
  fix: { imageTagMutability: "IMMUTABLE" },
  examples: {
    pass: [
      [repository, { imageTagMutability: "IMMUTABLE" }],
      [repository, { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }],
      [creationTemplate, { imageTagMutability: "IMMUTABLE" }],
    ],
    fail: [
      [repository, {}],
      [repository, { imageTagMutability: "MUTABLE" }],
      [creationTemplate, {}],
    ],
  },
});

export const ecrScanOnPush = defineRule({
  id: "ecr-scan-on-push",
  title: "ECR repositories scan images on push",
  severity: "high",
  controls: { "aws-fsbp": ["ECR.1"], "cis-eks-1.4": ["5.1.1"] },
  on: "aws:ecr/repository:Repository",
  why: "Without a scan, images with known vulnerabilities can be deployed unnoticed.",
  remedy: "Set imageScanningConfiguration: { scanOnPush: true }.",
  check: ({ imageScanningConfiguration }) =>
    imageScanningConfiguration?.scanOnPush !== true && "images are not scanned on push",
  fix: { imageScanningConfiguration: { scanOnPush: true } },
  examples: {
    pass: [{ imageScanningConfiguration: { scanOnPush: true } }],
    fail: [{}, { imageScanningConfiguration: {} }, { imageScanningConfiguration: { scanOnPush: false } }],
  },
});
