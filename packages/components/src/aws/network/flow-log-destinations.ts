import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "../shared/arn";
import type { Children } from "../shared/children";
import type { FlowLogsSettings, FlowLogSurroundings } from "./flow-logs-args";

const LOG_GROUP = "flow-logs-group";
/** The child whose physical name is the shorter kept for a log group. */
export const LOG_ROLE = "flow-logs-role";
const LOG_ROLE_POLICY = "flow-logs-role-policy";
export const LOG_GROUP_CHILDREN = [LOG_GROUP, LOG_ROLE, LOG_ROLE_POLICY];

export const LOG_BUCKET = "flow-logs-bucket";
const LOG_BUCKET_POLICY = "flow-logs-bucket-policy";
const LOG_BUCKET_ACCESS = "flow-logs-bucket-public-access";
const LOG_BUCKET_LIFECYCLE = "flow-logs-bucket-lifecycle";
const LOG_BUCKET_VERSIONING = "flow-logs-bucket-versioning";
export const LOG_BUCKET_CHILDREN = [
  LOG_BUCKET,
  LOG_BUCKET_POLICY,
  LOG_BUCKET_ACCESS,
  LOG_BUCKET_LIFECYCLE,
  LOG_BUCKET_VERSIONING,
];
/** A version that was overwritten or deleted is there for as long as somebody may notice. */
const OLD_VERSION_DAYS = 30;
/** As long as S3's own example gives an upload to be taken up again. */
const UPLOAD_DAYS = 7;
/** Made only for a key of the user's own. */
export const LOG_BUCKET_KEY = "flow-logs-bucket-encryption";

/** Makes a log group, and the role by which the flow log writes to it. */
export function createLogGroup(children: Children, settings: FlowLogsSettings, { vpc }: FlowLogSurroundings) {
  const { partition, region, accountId } = placeOf(vpc);
  const logGroup = new aws.cloudwatch.LogGroup(
    children.name(LOG_GROUP),
    {
      region: children.region,
      retentionInDays: settings.retentionDays,
      kmsKeyId: settings.kmsKeyArn,
      tags: children.tags(LOG_GROUP),
    },
    children.options(LOG_GROUP, { retainOnDelete: settings.retainOnDelete }),
  );
  const role = new aws.iam.Role(
    children.name(LOG_ROLE),
    {
      // Only for flow logs of this account: the service would otherwise use the role on anyone's behalf.
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": accountId },
              ArnLike: {
                "aws:SourceArn": pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*`,
              },
            },
          },
        ],
      },
      tags: children.tags(LOG_ROLE),
    },
    children.options(LOG_ROLE),
  );
  const Action = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"];
  const Resource = [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`];
  const rolePolicy = new aws.iam.RolePolicy(
    children.name(LOG_ROLE_POLICY),
    { role: role.name, policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] } },
    children.options(LOG_ROLE_POLICY),
  );
  const destination = { logDestination: logGroup.arn, logDestinationType: "cloud-watch-logs", iamRoleArn: role.arn };
  return { destination, logGroup, role, rolePolicy };
}

/** Makes a bucket that only the log service can write to. */
export function createLogBucket(children: Children, settings: FlowLogsSettings, around: FlowLogSurroundings) {
  const { region } = children;
  const bucket = new aws.s3.Bucket(
    children.name(LOG_BUCKET),
    { region, forceDestroy: around.forceDestroy, tags: children.tags(LOG_BUCKET) },
    children.options(LOG_BUCKET, { protect: around.protect, retainOnDelete: settings.retainOnDelete }),
  );
  const bucketPublicAccessBlock = new aws.s3.BucketPublicAccessBlock(
    children.name(LOG_BUCKET_ACCESS),
    {
      region,
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    children.options(LOG_BUCKET_ACCESS),
  );
  const bucketPolicy = new aws.s3.BucketPolicy(
    children.name(LOG_BUCKET_POLICY),
    { region, bucket: bucket.bucket, policy: bucketDocument(bucket, around.vpc) },
    // S3 refuses two of these calls at once.
    children.options(LOG_BUCKET_POLICY, { dependsOn: bucketPublicAccessBlock }),
  );
  const bucketVersioning = new aws.s3.BucketVersioning(
    children.name(LOG_BUCKET_VERSIONING),
    { region, bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    children.options(LOG_BUCKET_VERSIONING),
  );
  const bucketLifecycle = new aws.s3.BucketLifecycleConfiguration(
    children.name(LOG_BUCKET_LIFECYCLE),
    {
      region,
      bucket: bucket.bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days: settings.retentionDays },
          noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: UPLOAD_DAYS },
        },
      ],
    },
    // Rules about old versions presume that there are any.
    children.options(LOG_BUCKET_LIFECYCLE, { dependsOn: bucketVersioning }),
  );
  const bucketEncryption = settings.kmsKeyArn && createEncryption(children, bucket, settings.kmsKeyArn);
  const destination = { logDestination: bucket.arn, logDestinationType: "s3" };
  return {
    destination,
    bucket,
    bucketPublicAccessBlock,
    bucketPolicy,
    bucketLifecycle,
    bucketVersioning,
    ...(bucketEncryption && { bucketEncryption }),
  };
}

function createEncryption(children: Children, { bucket }: aws.s3.Bucket, kmsMasterKeyId: pulumi.Input<string>) {
  const key = { sseAlgorithm: "aws:kms", kmsMasterKeyId };
  return new aws.s3.BucketServerSideEncryptionConfiguration(
    children.name(LOG_BUCKET_KEY),
    {
      region: children.region,
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: key, bucketKeyEnabled: true }],
    },
    children.options(LOG_BUCKET_KEY),
  );
}

/**
 * Both statements of the log service, word for word: AWS appends what it misses to the policy, which then differs from
 * the program's. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
function bucketDocument(bucket: aws.s3.Bucket, vpc: aws.ec2.Vpc): aws.types.input.s3.PolicyDocument {
  const { partition, region, accountId } = placeOf(vpc);
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const account = { "aws:SourceAccount": accountId };
  const ArnLike = { "aws:SourceArn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:*` };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AWSLogDeliveryWrite",
        Effect: "Allow",
        Principal,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
        Condition: { StringEquals: { ...account, "s3:x-amz-acl": "bucket-owner-full-control" }, ArnLike },
      },
      {
        Sid: "AWSLogDeliveryAclCheck",
        Effect: "Allow",
        Principal,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: bucket.arn,
        Condition: { StringEquals: account, ArnLike },
      },
      {
        Sid: "DenyUnencryptedTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
