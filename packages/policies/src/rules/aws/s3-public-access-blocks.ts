import { examplePlan, idOf } from "../../authoring/example-plan";
import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const bucket = "aws:s3/bucket:Bucket";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

interface Flags {
  readonly blockPublicAcls?: boolean;
  readonly blockPublicPolicy?: boolean;
  readonly ignorePublicAcls?: boolean;
  readonly restrictPublicBuckets?: boolean;
}

const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const allButPolicies = { blockPublicAcls: true, ignorePublicAcls: true, restrictPublicBuckets: true };

/** What a flag means that is left out differs between the resources. */
const blocksEverything = (flags: Flags, leftOut: boolean): boolean =>
  !anyOf(
    () => !(flags.blockPublicAcls ?? leftOut),
    () => !(flags.blockPublicPolicy ?? leftOut),
    () => !(flags.ignorePublicAcls ?? leftOut),
    () => !(flags.restrictPublicBuckets ?? leftOut),
  );

const remedy =
  "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true, and serve what is to be public through CloudFront.";

export const s3PublicAccessBlock = defineStackRule({
  id: "s3-public-access-block",
  title: "Each bucket has a public access block",
  severity: "high",
  controls: { "aws-fsbp": ["S3.8"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  types: [bucket],
  why: "Without one, a single policy or access control list, of anybody who may write one, puts the bucket on the internet, and nobody sees the block that AWS sets by itself being taken away.",
  remedy:
    "Add an aws.s3.BucketPublicAccessBlock with bucket: bucket.id and blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets set to true.",
  check: (graph) =>
    graph.byType(bucket).map(
      (resource) =>
        !graph.referrers(resource, block, "bucket").some(Boolean) && {
          resource,
          message: "the bucket has no public access block",
        },
    ),
  examples: {
    pass: [examplePlan({ bucket: [bucket, {}], block: [block, { bucket: idOf("bucket"), ...all }] })],
    fail: [examplePlan({ bucket: [bucket, {}], block: [block, { bucket: "bucket-of-others", ...all }] })],
  },
});

export const s3PublicAccessBlockComplete = defineRule({
  id: "s3-public-access-block-complete",
  title: "The public access blocks of buckets block everything",
  severity: "high",
  controls: { "aws-fsbp": ["S3.8"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  on: block,
  why: "Each of the four settings stops another way to make the bucket public; one that is left out, and is false then, leaves its way open.",
  remedy,
  check: (flags) => !blocksEverything(flags, false) && "a way to make the bucket public is left open",
  fix: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  examples: { pass: [all], fail: [{ ...all, restrictPublicBuckets: false }, allButPolicies] },
});

export const s3AccountBlock = defineRule({
  id: "s3-account-block",
  title: "The public access block of the account blocks everything",
  severity: "high",
  controls: { "aws-fsbp": ["S3.1"], "cis-aws-3.0": ["2.1.4"], "cis-aws-4.0": ["2.1.4"] },
  on: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  why: "It is what holds when somebody forgets the block of a single bucket, or makes one by hand.",
  remedy,
  check: (flags) => !blocksEverything(flags, false) && "buckets of the account can be made public",
  fix: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  examples: { pass: [all], fail: [{ ...all, blockPublicPolicy: false }, allButPolicies] },
});

export const s3AccessPointBlock = defineRule({
  id: "s3-access-point-block",
  title: "Access points block everything public",
  severity: "critical",
  controls: { "aws-fsbp": ["S3.19"] },
  on: "aws:s3/accessPoint:AccessPoint",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
  why: "The setting cannot be changed once the access point exists, and a public policy of the access point opens the bucket behind it.",
  remedy: "Drop publicAccessBlockConfiguration: left out, every setting is true. That replaces the access point.",
  check: ({ publicAccessBlockConfiguration: flags = {} }) =>
    !blocksEverything(flags, true) && "the access point can be made public",
  examples: {
    pass: [{}, { publicAccessBlockConfiguration: all }, { publicAccessBlockConfiguration: { blockPublicAcls: true } }],
    fail: [{ publicAccessBlockConfiguration: { ...all, blockPublicPolicy: false } }],
  },
});

export const s3MultiRegionAccessPointBlock = defineRule({
  id: "s3-multi-region-access-point-block",
  title: "Multi-region access points block everything public",
  severity: "high",
  controls: { "aws-fsbp": ["S3.24"] },
  on: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
  why: "The setting cannot be changed once the access point exists, and one public policy opens the buckets of all regions behind it.",
  remedy: "Drop details.publicAccessBlock: left out, every setting is true. That replaces the access point.",
  check: ({ details }) =>
    !blocksEverything(details?.publicAccessBlock ?? {}, true) && "the access point can be made public",
  examples: {
    pass: [{ details: {} }, { details: { publicAccessBlock: all } }],
    fail: [{ details: { publicAccessBlock: { ...all, ignorePublicAcls: false } } }],
  },
});
