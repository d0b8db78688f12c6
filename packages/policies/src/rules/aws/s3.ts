import { examplePlan, exampleId } from "../../authoring/example-plan";
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

const bucketReference = { bucket: exampleId("bucket") };

/** Reports each bucket for which `isConfigured` returns false. */
const bucketsWithout = (graph: Graph, message: string, isConfigured: (bucket: Bucket) => boolean) =>
  graph.byType(bucket).map((resource) => !isConfigured(resource) && { resource, message });

export const s3Versioning = defineStackRule({
  id: "s3-versioning",
  title: "S3 buckets have versioning enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["S3.14"] },
  types: [bucket],
  why: "Objects that are overwritten or deleted by mistake, by a faulty program, or by ransomware cannot be recovered.",
  remedy:
    'Add an aws.s3.BucketVersioning with bucket: bucket.id and versioningConfiguration: { status: "Enabled" }, and a lifecycle rule with noncurrentVersionExpiration.',
  check: (graph) =>
    bucketsWithout(graph, "versioning is not enabled", (resource) =>
      anyOf(
        () => inlineVersioning(resource.props).some(({ enabled }) => enabled === true),
        () =>
          graph
            .referrers(resource, versioning, "bucket")
            .some(({ props }) => props.versioningConfiguration?.status === "Enabled"),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, { ...bucketReference, versioningConfiguration: { status: "Enabled" } }],
      }),
      examplePlan({ bucket: [bucket, inBucket({ versioning: { enabled: true } })] }),
      examplePlan({ bucket: [bucket, inBucket({ versionings: [{ enabled: true }] })] }),
    ],
    fail: [
      examplePlan({ bucket: [bucket, inBucket({ versioning: { enabled: false } })] }),
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, { ...bucketReference, versioningConfiguration: { status: "Suspended" } }],
      }),
    ],
  },
});

const defaultEncryption = (sseAlgorithm: string) => ({ applyServerSideEncryptionByDefault: { sseAlgorithm } });

export const s3KmsEncryption = defineStackRule({
  id: "s3-kms-encryption",
  title: "S3 buckets use AWS KMS keys for default encryption",
  severity: "low",
  topic: "customer-keys",
  controls: { "aws-fsbp": ["S3.17"] },
  types: [bucket],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
  why: "With SSE-S3, anyone who can read an object can decrypt it. SSE-KMS requires a separate permission and records each use of the key.",
  remedy:
    'Add an aws.s3.BucketServerSideEncryptionConfiguration with bucket: bucket.id and rules: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }]. Buckets that receive access logs are exempt.',
  check: (graph) =>
    bucketsWithout(graph, "default encryption does not use an AWS KMS key", (resource) =>
      anyOf(
        () => inlineAlgorithms(resource.props).some(usesKms),
        () =>
          graph.referrers(resource, encryption, "bucket").some(({ props }) => separateAlgorithms(props).some(usesKms)),
        () => receivesAccessLogs(graph, resource),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        encryption: [encryption, { ...bucketReference, rules: [defaultEncryption("aws:kms")] }],
      }),
      examplePlan({
        logs: [bucket, {}],
        logging: [logging, { bucket: "orders", targetBucket: exampleId("logs"), targetPrefix: "orders/" }],
      }),
      examplePlan({
        logs: [bucket, {}],
        balancer: ["aws:lb/loadBalancer:LoadBalancer", { accessLogs: { bucket: exampleId("logs"), enabled: true } }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ serverSideEncryptionConfiguration: { rule: defaultEncryption("aws:kms:dsse") } })],
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
        encryption: [encryption, { ...bucketReference, rules: [defaultEncryption("AES256")] }],
      }),
    ],
  },
});

/**
 * Whether a bucket receives access logs. S3, Application Load Balancers, and Classic Load Balancers require SSE-S3:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html and
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const receivesAccessLogs = (graph: Graph, resource: Bucket): boolean =>
  anyOf(
    () => graph.referrers(resource, logging, "targetBucket").some(Boolean),
    () => graph.referrers(resource, bucket, "logging.targetBucket").some(Boolean),
    () => graph.referrers(resource, bucket, "loggings.targetBucket").some(Boolean),
    () => graph.referrers(resource, "aws:lb/loadBalancer:LoadBalancer", "accessLogs.bucket").some(Boolean),
    () => graph.referrers(resource, "aws:elb/loadBalancer:LoadBalancer", "accessLogs.bucket").some(Boolean),
  );

const usesKms = (algorithm: string) => ["aws:kms", "aws:kms:dsse"].includes(algorithm);

export const s3AccessLog = defineStackRule({
  id: "s3-access-log",
  title: "S3 buckets have server access logging enabled",
  severity: "low",
  controls: { "aws-fsbp": ["S3.9"] },
  types: [bucket],
  why: "Without access logs, you cannot determine after a data leak which objects were read, by whom, and from where.",
  remedy:
    "Add an aws.s3.BucketLogging with bucket: bucket.id, targetBucket: logs.id, and a targetPrefix. Buckets that receive logs are exempt.",
  check: (graph) =>
    bucketsWithout(graph, "server access logging is not enabled", (resource) =>
      anyOf(
        () => inlineLogging(resource.props).some(Boolean),
        () => graph.referrers(resource, logging, "bucket").some(Boolean),
        () => receivesAccessLogs(graph, resource),
        () => graph.referrers(resource, "aws:ec2/flowLog:FlowLog", "logDestination").some(Boolean),
        () => graph.referrers(resource, "aws:cloudtrail/trail:Trail", "s3BucketName").some(Boolean),
      ),
    ),
  examples: {
    pass: [
      examplePlan({
        logs: [bucket, {}],
        flows: [
          "aws:ec2/flowLog:FlowLog",
          { vpcId: "vpc-1", logDestinationType: "s3", logDestination: exampleId("logs") },
        ],
      }),
      examplePlan({
        bucket: [bucket, {}],
        logs: [bucket, {}],
        logging: [logging, { ...bucketReference, targetBucket: exampleId("logs"), targetPrefix: "orders/" }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ logging: { targetBucket: exampleId("logs") } })],
        logs: [bucket, {}],
      }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        logging: [logging, { bucket: "another-bucket", targetBucket: "another-log-bucket", targetPrefix: "" }],
      }),
    ],
  },
});

export const s3Lifecycle = defineStackRule({
  id: "s3-lifecycle",
  title: "S3 buckets have at least one enabled lifecycle rule",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["S3.10", "S3.13"] },
  types: [bucket],
  why: "Old object versions, incomplete uploads, and forgotten exports cause costs and can contain personal data that must be deleted.",
  remedy:
    'Add an aws.s3.BucketLifecycleConfiguration with bucket: bucket.id and rules: [{ id: "old-versions", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }].',
  check: (graph) =>
    bucketsWithout(graph, "the bucket has no enabled lifecycle rule", (resource) =>
      anyOf(
        () => inlineLifecycle(resource.props).some(({ enabled }) => enabled === true),
        () =>
          graph
            .referrers(resource, lifecycle, "bucket")
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
            ...bucketReference,
            rules: [{ id: "old-versions", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } }],
          },
        ],
      }),
      examplePlan({ bucket: [bucket, inBucket({ lifecycleRules: [{ enabled: true, expiration: { days: 30 } }] })] }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        lifecycle: [lifecycle, { ...bucketReference, rules: [{ id: "old-versions", status: "Disabled" }] }],
      }),
      examplePlan({ bucket: [bucket, inBucket({ lifecycleRules: [{ enabled: false, expiration: { days: 30 } }] })] }),
    ],
  },
});
