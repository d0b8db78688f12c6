import { defineRule } from "../../authoring/define-rule";

export const ecrTagsImmutable = defineRule({
  id: "ecr-tags-immutable",
  title: "ECR repositories have immutable image tags",
  severity: "medium",
  controls: { "aws-fsbp": ["ECR.2"] },
  on: "aws:ecr/repository:Repository",
  why: "If a tag can be overwritten, two deployments of the same version can run different code.",
  remedy: 'Set imageTagMutability: "IMMUTABLE", or "IMMUTABLE_WITH_EXCLUSION" with imageTagMutabilityExclusionFilters.',
  check: ({ imageTagMutability = "MUTABLE" }) =>
    !["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"].includes(imageTagMutability) && "image tags can be overwritten",
  fix: { imageTagMutability: "IMMUTABLE" },
  examples: {
    pass: [{ imageTagMutability: "IMMUTABLE" }, { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }],
    fail: [{}, { imageTagMutability: "MUTABLE" }],
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
