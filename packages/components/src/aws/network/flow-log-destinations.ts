import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createDeliveryBucket, deliveryBucketChildren } from "../shared/delivery-bucket";
import { createLogGroup } from "../shared/log-group";
import type { PolicyStatement } from "../shared/permissions";
import { createServiceRole, serviceRoleChildren } from "../shared/service-role";
import type { FlowLogDependencies, FlowLogsSettings } from "./flow-logs-args";

const LOG_GROUP = "flow-logs-group";
/** The child with the shortest limit on its physical name if flow logs are stored in a log group. */
export const LOG_ROLE = "flow-logs-role";
/** The names of the children that are created for a log group. */
export const LOG_GROUP_CHILDREN = [LOG_GROUP, ...serviceRoleChildren(LOG_ROLE)];

export const LOG_BUCKET = "flow-logs-bucket";

/** Returns the names of the children that are created for a bucket. */
export const logBucketChildren = ({ kmsKeyArn }: FlowLogsSettings): string[] =>
  deliveryBucketChildren(LOG_BUCKET, kmsKeyArn !== undefined);

/** Creates a log group and the role with which the flow log writes to it. */
export function createLogGroupDestination(
  children: Children,
  settings: FlowLogsSettings,
  { vpc }: FlowLogDependencies,
) {
  const { partition, region, accountId } = arnScope(vpc);
  const logGroup = createLogGroup(children, LOG_GROUP, settings);
  const Action = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"];
  const Resource = [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`];
  const { role, policy: rolePolicy } = createServiceRole(children, LOG_ROLE, {
    service: "vpc-flow-logs.amazonaws.com",
    scope: {
      accountId,
      sourceArn: pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*`,
    },
    statements: [{ Effect: "Allow", Action, Resource }],
  });
  const destination = { logDestination: logGroup.arn, logDestinationType: "cloud-watch-logs", iamRoleArn: role.arn };
  return { destination, logGroup, role, ...(rolePolicy && { rolePolicy }) };
}

/** Creates a bucket that only the log delivery service can write to. */
export function createBucketDestination(
  children: Children,
  settings: FlowLogsSettings,
  { vpc, protect, forceDestroy }: FlowLogDependencies,
) {
  const bucket = createDeliveryBucket(children, LOG_BUCKET, {
    ...settings,
    protect,
    forceDestroy,
    deliveryStatements: (created) => deliveryStatements(created, vpc),
  });
  return { destination: { logDestination: bucket.bucket.arn, logDestinationType: "s3" }, ...bucket };
}

/**
 * Returns the statements that allow the delivery. They must match the documentation exactly. Otherwise, AWS adds the
 * documented statements to the policy, which then differs from the program.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
function deliveryStatements(bucket: aws.s3.Bucket, vpc: aws.ec2.Vpc): PolicyStatement[] {
  const { partition, region, accountId } = arnScope(vpc);
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const sourceAccount = { "aws:SourceAccount": accountId };
  const ArnLike = { "aws:SourceArn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:*` };
  return [
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
  ];
}
