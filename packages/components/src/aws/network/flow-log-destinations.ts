import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import type { FlowLogDependencies, FlowLogsSettings } from "./flow-logs-args";

const LOG_GROUP = "flow-logs-group";
/** The child with the shortest limit on its physical name if flow logs are stored in a log group. */
export const LOG_ROLE = "flow-logs-role";
const LOG_ROLE_POLICY = "flow-logs-role-policy";
/** The names of the children that are created for a log group. */
export const LOG_GROUP_CHILDREN = [LOG_GROUP, LOG_ROLE, LOG_ROLE_POLICY];

export const LOG_BUCKET = "flow-logs-bucket";
const LOG_BUCKET_POLICY = "flow-logs-bucket-policy";
const LOG_BUCKET_ACCESS = "flow-logs-bucket-public-access";
const LOG_BUCKET_LIFECYCLE = "flow-logs-bucket-lifecycle";
const LOG_BUCKET_VERSIONING = "flow-logs-bucket-versioning";
/** The names of the children that are created for a bucket. */
export const LOG_BUCKET_CHILDREN = [
  LOG_BUCKET,
  LOG_BUCKET_POLICY,
  LOG_BUCKET_ACCESS,
  LOG_BUCKET_LIFECYCLE,
  LOG_BUCKET_VERSIONING,
];
/** The child that is only created for a customer managed key. */
export const LOG_BUCKET_ENCRYPTION = "flow-logs-bucket-encryption";

/** The number of days during which overwritten and deleted records can be recovered. */
const NONCURRENT_VERSION_DAYS = 30;
/** The number of days after which S3 deletes incomplete uploads, as in the examples in the S3 documentation. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** Creates a log group and the role with which the flow log writes to it. */
export function createLogGroup(children: Children, settings: FlowLogsSettings, { vpc }: FlowLogDependencies) {
  const { partition, region, accountId } = arnScope(vpc);
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
      // Restricts the role to this account's flow logs. Otherwise, the service could use the role on behalf of other accounts.
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

/** Creates a bucket that only the log delivery service can write to. */
export function createLogBucket(children: Children, settings: FlowLogsSettings, dependencies: FlowLogDependencies) {
  const { region } = children;
  const bucket = new aws.s3.Bucket(
    children.name(LOG_BUCKET),
    { region, forceDestroy: dependencies.forceDestroy, tags: children.tags(LOG_BUCKET) },
    children.options(LOG_BUCKET, { protect: dependencies.protect, retainOnDelete: settings.retainOnDelete }),
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
    { region, bucket: bucket.bucket, policy: bucketPolicyDocument(bucket, dependencies.vpc) },
    // S3 rejects concurrent changes to the policy and the public access block.
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
          noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_VERSION_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
        },
      ],
    },
    // Rules for noncurrent versions require versioning.
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
    children.name(LOG_BUCKET_ENCRYPTION),
    {
      region: children.region,
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: key, bucketKeyEnabled: true }],
    },
    children.options(LOG_BUCKET_ENCRYPTION),
  );
}

/**
 * Returns the bucket policy. The first two statements must match the documentation exactly. Otherwise, AWS adds the
 * documented statements to the policy, which then differs from the program.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
function bucketPolicyDocument(bucket: aws.s3.Bucket, vpc: aws.ec2.Vpc): aws.types.input.s3.PolicyDocument {
  const { partition, region, accountId } = arnScope(vpc);
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const sourceAccount = { "aws:SourceAccount": accountId };
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
        Condition: { StringEquals: { ...sourceAccount, "s3:x-amz-acl": "bucket-owner-full-control" }, ArnLike },
      },
      {
        Sid: "AWSLogDeliveryAclCheck",
        Effect: "Allow",
        Principal,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: bucket.arn,
        Condition: { StringEquals: sourceAccount, ArnLike },
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
