import { isCustomerKey, specifiesCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inlineLogging } from "../../views/buckets";

const trail = "aws:cloudtrail/trail:Trail";
const bucket = "aws:s3/bucket:Bucket";
const logging = "aws:s3/bucketLogging:BucketLogging";

export const trailMultiRegion = defineRule({
  id: "trail-multi-region",
  title: "CloudTrail trails record events in all AWS Regions",
  severity: "high",
  controls: { "aws-fsbp": ["CloudTrail.1"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Attackers with a stolen access key often use Regions that are not monitored.",
  remedy: "Set isMultiRegionTrail: true.",
  check: ({ isMultiRegionTrail }) => isMultiRegionTrail !== true && "the trail records events in a single Region",
  fix: { isMultiRegionTrail: true },
  examples: { pass: [{ isMultiRegionTrail: true }], fail: [{}, { isMultiRegionTrail: false }] },
});

export const trailLogging = defineRule({
  id: "trail-logging",
  title: "CloudTrail trails have logging enabled",
  severity: "high",
  controls: { "aws-fsbp": ["CloudTrail.3"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Attackers often stop a trail first, so that their actions leave no record.",
  remedy: "Remove enableLogging: false. The default is true.",
  check: ({ enableLogging = true }) => !enableLogging && "logging is disabled",
  examples: { pass: [{}, { enableLogging: true }], fail: [{ enableLogging: false }] },
});

export const trailValidation = defineRule({
  id: "trail-validation",
  title: "CloudTrail trails have log file validation enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.4"], "cis-aws-3.0": ["3.2"], "cis-aws-4.0": ["3.2"] },
  on: trail,
  why: "Without digest files, you cannot determine whether a log file was modified or deleted.",
  remedy: "Set enableLogFileValidation: true.",
  check: ({ enableLogFileValidation }) => enableLogFileValidation !== true && "log file validation is not enabled",
  fix: { enableLogFileValidation: true },
  examples: { pass: [{ enableLogFileValidation: true }], fail: [{}, { enableLogFileValidation: false }] },
});

export const trailKms = defineRule({
  id: "trail-kms",
  title: "CloudTrail trails encrypt log files with a customer managed key",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.2"], "cis-aws-3.0": ["3.5"], "cis-aws-4.0": ["3.5"] },
  on: trail,
  why: "By default, anyone with read access to the bucket can read the log files. With a customer managed key, readers also need permission to use the key, and CloudTrail records each use.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key whose key policy allows CloudTrail to encrypt log files.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const trailCloudwatch = defineRule({
  id: "trail-cloudwatch",
  title: "CloudTrail trails send events to CloudWatch Logs",
  severity: "low",
  controls: { "aws-fsbp": ["CloudTrail.5"] },
  on: trail,
  why: "CloudWatch alarms can monitor events in a log group, but not log files in a bucket.",
  remedy: "Set cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*` and cloudWatchLogsRoleArn: role.arn.",
  check: (props) =>
    !("cloudWatchLogsGroupArn" in props) && {
      at: "cloudWatchLogsGroupArn",
      message: "the trail does not send events to CloudWatch Logs",
    },
  examples: {
    pass: [{ cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:trail:*" }],
    fail: [{}],
  },
});

export const trailBucketLog = defineStackRule({
  id: "trail-bucket-access-log",
  title: "S3 buckets that store CloudTrail logs have server access logging enabled",
  severity: "low",
  controls: { "aws-fsbp": ["CloudTrail.7"], "cis-aws-3.0": ["3.4"], "cis-aws-4.0": ["3.4"] },
  types: [trail],
  why: "Log files reveal how the account is monitored, and no other log shows who read or deleted them.",
  remedy: 'Add an aws.s3.BucketLogging with bucket: bucket.id, targetBucket: logs.id, and targetPrefix: "trail/".',
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
        ) && { resource, message: "server access logging is not enabled" },
    ),
  examples: {
    pass: [
      examplePlan({
        trail: [trail, { s3BucketName: exampleId("bucket") }],
        bucket: [bucket, {}],
        logging: [logging, { bucket: exampleId("bucket"), targetBucket: "logs", targetPrefix: "trail/" }],
        other: [bucket, {}],
      }),
    ],
    fail: [
      examplePlan({
        trail: [trail, { s3BucketName: exampleId("bucket") }],
        bucket: [bucket, {}],
        other: [bucket, {}],
        logging: [logging, { bucket: exampleId("other"), targetBucket: "logs", targetPrefix: "" }],
      }),
    ],
  },
});

export const eventDataStoreKey = defineRule({
  id: "event-data-store-kms",
  title: "CloudTrail Lake event data stores are encrypted with a customer managed key",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.10"] },
  on: "aws:cloudtrail/eventDataStore:EventDataStore",
  why: "Anyone with permission to query the event data store can read its events, and you cannot add a key later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing event data store.",
  check: ({ kmsKeyId }) =>
    !isCustomerKey(kmsKeyId) && { at: "kmsKeyId", message: "not encrypted with a customer managed key" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}, { kmsKeyId: "" }] },
});
