import { examplePlan, exampleId } from "../../authoring/example-plan";
import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const bucket = "aws:s3/bucket:Bucket";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

interface BlockSettings {
  readonly blockPublicAcls?: boolean;
  readonly blockPublicPolicy?: boolean;
  readonly ignorePublicAcls?: boolean;
  readonly restrictPublicBuckets?: boolean;
}

const allSettings = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const allExceptPolicy = { blockPublicAcls: true, ignorePublicAcls: true, restrictPublicBuckets: true };

/** Whether all four settings are true. The default value of an omitted setting depends on the resource type. */
const blocksEverything = (settings: BlockSettings, defaultValue: boolean): boolean =>
  !anyOf(
    () => !(settings.blockPublicAcls ?? defaultValue),
    () => !(settings.blockPublicPolicy ?? defaultValue),
    () => !(settings.ignorePublicAcls ?? defaultValue),
    () => !(settings.restrictPublicBuckets ?? defaultValue),
  );

const remedy =
  "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls, and restrictPublicBuckets to true, and serve public content through CloudFront.";

export const s3PublicAccessBlock = defineStackRule({
  id: "s3-public-access-block",
  title: "S3 buckets have a public access block",
  severity: "high",
  controls: { "aws-fsbp": ["S3.8"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  types: [bucket],
  why: "Without a public access block, a single bucket policy or ACL can make the bucket public, and no preview shows when someone removes the bucket's default block.",
  remedy:
    "Add an aws.s3.BucketPublicAccessBlock with bucket: bucket.id and blockPublicAcls, blockPublicPolicy, ignorePublicAcls, and restrictPublicBuckets set to true.",
  check: (graph) =>
    graph.byType(bucket).map(
      (resource) =>
        !graph.referrers(resource, block, "bucket").some(Boolean) && {
          resource,
          message: "the bucket has no public access block",
        },
    ),
  examples: {
    pass: [examplePlan({ bucket: [bucket, {}], block: [block, { bucket: exampleId("bucket"), ...allSettings }] })],
    fail: [examplePlan({ bucket: [bucket, {}], block: [block, { bucket: "another-bucket", ...allSettings }] })],
  },
});

export const s3PublicAccessBlockComplete = defineRule({
  id: "s3-public-access-block-complete",
  title: "S3 bucket public access blocks enable all four settings",
  severity: "high",
  controls: { "aws-fsbp": ["S3.8"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  on: block,
  why: "Each setting blocks a different way to make a bucket public, and an omitted setting is false.",
  remedy,
  check: (settings) => !blocksEverything(settings, false) && "at least one public access block setting is disabled",
  fix: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  examples: { pass: [allSettings], fail: [{ ...allSettings, restrictPublicBuckets: false }, allExceptPolicy] },
});

export const s3AccountBlock = defineRule({
  id: "s3-account-block",
  title: "S3 account-level public access blocks enable all four settings",
  severity: "high",
  controls: { "aws-fsbp": ["S3.1"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  on: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  why: "The account-level block still applies when a bucket is created manually or without a public access block.",
  remedy,
  check: (settings) => !blocksEverything(settings, false) && "at least one public access block setting is disabled",
  fix: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  examples: { pass: [allSettings], fail: [{ ...allSettings, blockPublicPolicy: false }, allExceptPolicy] },
});

export const s3AccessPointBlock = defineRule({
  id: "s3-access-point-block",
  title: "S3 access points enable all four public access block settings",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.19"] },
  on: "aws:s3/accessPoint:AccessPoint",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
  why: "The settings cannot be changed after the access point is created, and a public access point policy exposes the underlying bucket.",
  remedy:
    "Remove publicAccessBlockConfiguration. All settings default to true. This change replaces an existing access point.",
  check: ({ publicAccessBlockConfiguration: settings = {} }) =>
    !blocksEverything(settings, true) && "at least one public access block setting is disabled",
  examples: {
    pass: [
      {},
      { publicAccessBlockConfiguration: allSettings },
      { publicAccessBlockConfiguration: { blockPublicAcls: true } },
    ],
    fail: [{ publicAccessBlockConfiguration: { ...allSettings, blockPublicPolicy: false } }],
  },
});

export const s3MultiRegionAccessPointBlock = defineRule({
  id: "s3-multi-region-access-point-block",
  title: "S3 Multi-Region Access Points enable all four public access block settings",
  severity: "high",
  controls: { "aws-fsbp": ["S3.24"] },
  on: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
  why: "The settings cannot be changed after the access point is created, and one public policy exposes the underlying buckets in all Regions.",
  remedy:
    "Remove details.publicAccessBlock. All settings default to true. This change replaces an existing Multi-Region Access Point.",
  check: ({ details }) =>
    !blocksEverything(details?.publicAccessBlock ?? {}, true) && "at least one public access block setting is disabled",
  examples: {
    pass: [{ details: {} }, { details: { publicAccessBlock: allSettings } }],
    fail: [{ details: { publicAccessBlock: { ...allSettings, ignorePublicAcls: false } } }],
  },
});
