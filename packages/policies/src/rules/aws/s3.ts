import { examplePlan, idOf } from "../../authoring/example-plan";
import { anyOf, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import {
  inBucket,
  inlineAlgorithms,
  inlineLifecycle,
  inlineLogging,
  inlineVersioning,
  separateAlgorithms,
} from "../../views/buckets";

const bucket = "aws:s3/bucket:Bucket";
const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const logging = "aws:s3/bucketLogging:BucketLogging";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

type Bucket = GraphResource<typeof bucket>;

const ofBucket = { bucket: idOf("bucket") };

/** What to say of each bucket of which a condition does not hold. */
const lacking = (graph: Graph, message: string, holds: (bucket: Bucket) => boolean) =>
  graph.byType(bucket).map((resource) => !holds(resource) && { resource, message });

export const s3Versioning = defineStackRule({
  id: "s3-versioning",
  title: "Buckets keep the versions of their objects",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["S3.14"] },
  types: [bucket],
  why: "What a program, a person or an extortionist overwrites or deletes is gone at once.",
  remedy:
    'Add an aws.s3.BucketVersioning with bucket: bucket.id and versioningConfiguration: { status: "Enabled" }, and a lifecycle rule with noncurrentVersionExpiration.',
  check: (graph) =>
    lacking(graph, "the bucket keeps no versions of its objects", (one) =>
      anyOf(
        () => inlineVersioning(one.props).some(({ enabled }) => enabled === true),
        () =>
          graph
            .referrers(one, versioning, "bucket")
            .some(({ props }) => props.versioningConfiguration?.status === "Enabled"),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, { ...ofBucket, versioningConfiguration: { status: "Enabled" } }],
      }),
      examplePlan({ bucket: [bucket, inBucket({ versioning: { enabled: true } })] }),
      examplePlan({ bucket: [bucket, inBucket({ versionings: [{ enabled: true }] })] }),
    ],
    fail: [
      examplePlan({ bucket: [bucket, inBucket({ versioning: { enabled: false } })] }),
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, { ...ofBucket, versioningConfiguration: { status: "Suspended" } }],
      }),
    ],
  },
});

const byDefault = (sseAlgorithm: string) => ({ applyServerSideEncryptionByDefault: { sseAlgorithm } });

export const s3KmsEncryption = defineStackRule({
  id: "s3-kms-encryption",
  title: "Buckets encrypt with a key of KMS",
  severity: "low",
  topic: "customer-keys",
  controls: { "aws-fsbp": ["S3.17"] },
  types: [bucket],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
  why: "S3's own key decrypts for everyone who may read the object; a key of KMS asks for a second permission and records each use.",
  remedy:
    'Add an aws.s3.BucketServerSideEncryptionConfiguration with bucket: bucket.id and rules: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }].',
  check: (graph) =>
    lacking(graph, "the bucket does not encrypt with a key of KMS", (one) =>
      anyOf(
        () => inlineAlgorithms(one.props).some(isOfKms),
        () => graph.referrers(one, encryption, "bucket").some(({ props }) => separateAlgorithms(props).some(isOfKms)),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        encryption: [encryption, { ...ofBucket, rules: [byDefault("aws:kms")] }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ serverSideEncryptionConfiguration: { rule: byDefault("aws:kms:dsse") } })],
      }),
      examplePlan({
        bucket: [
          bucket,
          inBucket({
            serverSideEncryptionConfigurations: [
              { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
            ],
          }),
        ],
      }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        encryption: [encryption, { ...ofBucket, rules: [byDefault("AES256")] }],
      }),
    ],
  },
});

const isOfKms = (algorithm: string) => ["aws:kms", "aws:kms:dsse"].includes(algorithm);

export const s3AccessLog = defineStackRule({
  id: "s3-access-log",
  title: "Buckets record who reads and writes them",
  severity: "low",
  controls: { "aws-fsbp": ["S3.9"] },
  types: [bucket],
  why: "After a leak nobody can say which objects were read, by whom and from where.",
  remedy:
    "Add an aws.s3.BucketLogging with bucket: bucket.id, targetBucket: logs.id and a targetPrefix. Buckets that take the logs of others need none.",
  check: (graph) =>
    lacking(graph, "nothing records who reads and writes the bucket", (one) =>
      anyOf(
        () => inlineLogging(one.props).some(Boolean),
        () => graph.referrers(one, logging, "bucket").some(Boolean),
        () => graph.referrers(one, logging, "targetBucket").some(Boolean),
        () => graph.referrers(one, bucket, "logging.targetBucket").some(Boolean),
        () => graph.referrers(one, bucket, "loggings.targetBucket").some(Boolean),
        () => graph.referrers(one, "aws:ec2/flowLog:FlowLog", "logDestination").some(Boolean),
        () => graph.referrers(one, "aws:lb/loadBalancer:LoadBalancer", "accessLogs.bucket").some(Boolean),
        () => graph.referrers(one, "aws:cloudtrail/trail:Trail", "s3BucketName").some(Boolean),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        logs: [bucket, {}],
        flows: ["aws:ec2/flowLog:FlowLog", { vpcId: "vpc-1", logDestinationType: "s3", logDestination: idOf("logs") }],
      }),
      examplePlan({
        bucket: [bucket, {}],
        logs: [bucket, {}],
        logging: [logging, { ...ofBucket, targetBucket: idOf("logs"), targetPrefix: "orders/" }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ logging: { targetBucket: idOf("logs") } })],
        logs: [bucket, {}],
      }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        logging: [logging, { bucket: "bucket-of-others", targetBucket: "logs-of-others", targetPrefix: "" }],
      }),
    ],
  },
});

export const s3Lifecycle = defineStackRule({
  id: "s3-lifecycle",
  title: "Buckets let go of what nobody needs any more",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["S3.10", "S3.13"] },
  types: [bucket],
  why: "Old versions, parts of failed uploads and forgotten exports are paid for, and are personal data that should be gone.",
  remedy:
    'Add an aws.s3.BucketLifecycleConfiguration with bucket: bucket.id and rules: [{ id: "old-versions", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }].',
  check: (graph) =>
    lacking(graph, "no lifecycle rule is in force for the bucket", (one) =>
      anyOf(
        () => inlineLifecycle(one.props).some(({ enabled }) => enabled === true),
        () =>
          graph
            .referrers(one, lifecycle, "bucket")
            .some(({ props }) => listOf(props.rules).some(({ status }) => status === "Enabled")),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        lifecycle: [
          lifecycle,
          {
            ...ofBucket,
            rules: [{ id: "old-versions", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }],
          },
        ],
      }),
      examplePlan({ bucket: [bucket, inBucket({ lifecycleRules: [{ enabled: true, expiration: { days: 30 } }] })] }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        lifecycle: [lifecycle, { ...ofBucket, rules: [{ id: "old-versions", status: "Disabled" }] }],
      }),
      examplePlan({ bucket: [bucket, inBucket({ lifecycleRules: [{ enabled: false, expiration: { days: 30 } }] })] }),
    ],
  },
});
