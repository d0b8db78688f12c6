import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inlineLogging } from "../../views/buckets";

const trail = "aws:cloudtrail/trail:Trail";
const bucket = "aws:s3/bucket:Bucket";
const logging = "aws:s3/bucketLogging:BucketLogging";

export const trailMultiRegion = defineRule({
  id: "trail-multi-region",
  title: "Trails record all regions",
  severity: "high",
  controls: { "aws-fsbp": ["CloudTrail.1"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Whoever gets a key uses it in the region that nobody looks at.",
  remedy: "Set isMultiRegionTrail: true.",
  check: ({ isMultiRegionTrail }) => isMultiRegionTrail !== true && "the trail records one region",
  fix: { isMultiRegionTrail: true },
  examples: { pass: [{ isMultiRegionTrail: true }], fail: [{}, { isMultiRegionTrail: false }] },
});

export const trailLogging = defineRule({
  id: "trail-logging",
  title: "Trails record",
  severity: "high",
  controls: { "aws-fsbp": ["CloudTrail.3"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Turning the trail off is what intruders do first: afterwards nobody can say what they did.",
  remedy: "Drop enableLogging: false; left out, it is true.",
  check: ({ enableLogging = true }) => !enableLogging && "the trail is turned off",
  examples: { pass: [{}, { enableLogging: true }], fail: [{ enableLogging: false }] },
});

export const trailValidation = defineRule({
  id: "trail-validation",
  title: "The files of trails can be checked",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.4"], "cis-aws-3.0": ["3.2"], "cis-aws-4.0": ["3.2"] },
  on: trail,
  why: "Without digests nobody can tell whether a file was changed or taken away.",
  remedy: "Set enableLogFileValidation: true.",
  check: ({ enableLogFileValidation }) =>
    enableLogFileValidation !== true && "files can be changed without being noticed",
  fix: { enableLogFileValidation: true },
  examples: { pass: [{ enableLogFileValidation: true }], fail: [{}, { enableLogFileValidation: false }] },
});

export const trailKms = defineRule({
  id: "trail-kms",
  title: "Trails are encrypted with a key of one's own",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.2"], "cis-aws-3.0": ["3.5"], "cis-aws-4.0": ["3.5"] },
  on: trail,
  why: "Everyone who may read the bucket reads who did what; with a key they need a second permission, and each use is recorded.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key whose policy lets CloudTrail encrypt.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const trailCloudwatch = defineRule({
  id: "trail-cloudwatch",
  title: "Trails go to CloudWatch Logs as well",
  severity: "low",
  controls: { "aws-fsbp": ["CloudTrail.5"] },
  on: trail,
  why: "Alarms on what is done in the account can only be set on logs: files in a bucket are read after the fact.",
  remedy: "Set cloudWatchLogsGroupArn (with :* at its end) and cloudWatchLogsRoleArn.",
  check: (props) =>
    !("cloudWatchLogsGroupArn" in props) && { at: "cloudWatchLogsGroupArn", message: "the trail goes to files alone" },
  examples: {
    pass: [{ cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:trail:*" }],
    fail: [{}],
  },
});

export const trailBucketLog = defineStackRule({
  id: "trail-bucket-access-log",
  title: "The bucket of a trail records who reads it",
  severity: "low",
  controls: { "aws-fsbp": ["CloudTrail.7"], "cis-aws-3.0": ["3.4"], "cis-aws-4.0": ["3.4"] },
  types: [trail],
  why: "Whoever reads the trail learns how the account is watched, and who took files away is in no other log.",
  remedy: "Add an aws.s3.BucketLogging with bucket: bucket.id, targetBucket and targetPrefix.",
  check: (graph) =>
    graph.byType(bucket).map(
      (resource) =>
        allOf(
          () => graph.referrers(resource, trail, "s3BucketName").some(Boolean),
          () =>
            !anyOf(
              () => inlineLogging(resource.props).some(Boolean),
              () => graph.referrers(resource, logging, "bucket").some(Boolean),
            ),
        ) && { resource, message: "nothing records who reads the files of the trail" },
    ),
  examples: {
    pass: [
      examplePlan({
        trail: [trail, { s3BucketName: idOf("bucket") }],
        bucket: [bucket, {}],
        logging: [logging, { bucket: idOf("bucket"), targetBucket: "logs", targetPrefix: "trail/" }],
        other: [bucket, {}],
      }),
    ],
    fail: [
      examplePlan({
        trail: [trail, { s3BucketName: idOf("bucket") }],
        bucket: [bucket, {}],
        other: [bucket, {}],
        logging: [logging, { bucket: idOf("other"), targetBucket: "logs", targetPrefix: "" }],
      }),
    ],
  },
});

export const eventDataStoreKey = defineRule({
  id: "event-data-store-kms",
  title: "Event data stores are encrypted with a key of one's own",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.10"] },
  on: "aws:cloudtrail/eventDataStore:EventDataStore",
  why: "Everyone who may query the store reads who did what, and the key cannot be added later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. That replaces a store that exists.",
  // The provider takes an empty text for none.
  check: ({ kmsKeyId = "" }) => kmsKeyId === "" && { at: "kmsKeyId", message: "no key is named" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}, { kmsKeyId: "" }] },
});
