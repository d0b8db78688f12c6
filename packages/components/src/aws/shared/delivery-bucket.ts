import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import type { PolicyStatement } from "./permissions";

/** The number of days during which overwritten and deleted records can be recovered. */
const NONCURRENT_VERSION_DAYS = 30;
/** The number of days after which S3 deletes incomplete uploads, as in the examples in the S3 documentation. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** The settings of a bucket to which an AWS service delivers records. */
export interface DeliveryBucketSettings {
  /** The number of days after which records are deleted. */
  readonly retentionDays: number;
  /** The KMS key that encrypts the records, instead of a key that Amazon S3 manages. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Whether the bucket remains in AWS after it is removed from the program. */
  readonly retainOnDelete?: boolean;
  /** Whether Pulumi protects the bucket. */
  readonly protect: boolean;
  /** Whether a bucket that still contains records can be deleted. */
  readonly forceDestroy: boolean;
  /** Returns the statements that allow the service to write to the bucket. */
  readonly deliveryStatements: (bucket: aws.s3.Bucket) => PolicyStatement[];
}

/** A bucket to which an AWS service delivers records, and the bucket's settings. */
export interface DeliveryBucket {
  /** The bucket. */
  readonly bucket: aws.s3.Bucket;
  /** The bucket policy, which allows the delivery. */
  readonly bucketPolicy: aws.s3.BucketPolicy;
  /** The bucket's public access block. */
  readonly bucketPublicAccessBlock: aws.s3.BucketPublicAccessBlock;
  /** The lifecycle configuration, which deletes old records. */
  readonly bucketLifecycle: aws.s3.BucketLifecycleConfiguration;
  /** The bucket's versioning. */
  readonly bucketVersioning: aws.s3.BucketVersioning;
  /** The bucket's encryption with a customer managed key; absent without one. */
  readonly bucketEncryption?: aws.s3.BucketServerSideEncryptionConfiguration;
}

/** Returns the names of the children that `createDeliveryBucket` creates. */
export function deliveryBucketChildren(child: string, hasKey: boolean): string[] {
  const settings = ["policy", "public-access", "lifecycle", "versioning", ...(hasKey ? ["encryption"] : [])];
  return [child, ...settings.map((setting) => `${child}-${setting}`)];
}

/**
 * Creates a private bucket that only one AWS service can write to.
 *
 * @param child - the name of the child, with which the names of the bucket's settings begin
 */
export function createDeliveryBucket(
  children: Children,
  child: string,
  settings: DeliveryBucketSettings,
): DeliveryBucket {
  const { region } = children;
  const { protect, forceDestroy, retainOnDelete, kmsKeyArn, deliveryStatements } = settings;
  const bucket = new aws.s3.Bucket(
    children.name(child),
    { region, forceDestroy, tags: children.tags(child) },
    children.options(child, { protect, retainOnDelete }),
  );
  const bucketPublicAccessBlock = new aws.s3.BucketPublicAccessBlock(
    children.name(`${child}-public-access`),
    {
      region,
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    children.options(`${child}-public-access`),
  );
  const Statement = [...deliveryStatements(bucket), denyUnencryptedTransport(bucket)];
  const bucketPolicy = new aws.s3.BucketPolicy(
    children.name(`${child}-policy`),
    { region, bucket: bucket.bucket, policy: { Version: "2012-10-17", Statement } },
    // S3 rejects concurrent changes to the policy and the public access block.
    children.options(`${child}-policy`, { dependsOn: bucketPublicAccessBlock }),
  );
  const bucketVersioning = new aws.s3.BucketVersioning(
    children.name(`${child}-versioning`),
    { region, bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    children.options(`${child}-versioning`),
  );
  const bucketLifecycle = new aws.s3.BucketLifecycleConfiguration(
    children.name(`${child}-lifecycle`),
    { region, bucket: bucket.bucket, rules: [expiration(settings.retentionDays)] },
    // Rules for noncurrent versions require versioning.
    children.options(`${child}-lifecycle`, { dependsOn: bucketVersioning }),
  );
  const bucketEncryption = kmsKeyArn && createEncryption(children, `${child}-encryption`, bucket, kmsKeyArn);
  return {
    bucket,
    bucketPublicAccessBlock,
    bucketPolicy,
    bucketLifecycle,
    bucketVersioning,
    ...(bucketEncryption && { bucketEncryption }),
  };
}

const expiration = (days: number): aws.types.input.s3.BucketLifecycleConfigurationRule => ({
  id: "expire",
  status: "Enabled",
  filter: {},
  expiration: { days },
  noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_VERSION_DAYS },
  abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
});

/** Returns the statement that denies requests without TLS to everyone. */
export const denyUnencryptedTransport = ({ arn }: Pick<aws.s3.Bucket, "arn">): PolicyStatement => ({
  Sid: "DenyUnencryptedTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, pulumi.interpolate`${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

function createEncryption(
  children: Children,
  child: string,
  { bucket }: aws.s3.Bucket,
  kmsMasterKeyId: pulumi.Input<string>,
) {
  const key = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
  return new aws.s3.BucketServerSideEncryptionConfiguration(
    children.name(child),
    {
      region: children.region,
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: key, bucketKeyEnabled: true, blockedEncryptionTypes: ["SSE-C"] }],
    },
    children.options(child),
  );
}
