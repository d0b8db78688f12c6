import * as pulumi from "@pulumi/pulumi";
import type * as aws from "@pulumi/aws";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, integerFrom, matching } from "../../shared/checks";
import { checkNameLength } from "../../shared/naming";
import { arnScope, type ArnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createDeliveryBucket, deliveryBucketChildren, type DeliveryBucket } from "../shared/delivery-bucket";
import type { PolicyStatement } from "../shared/permissions";
import type { LoadBalancerAccessLogsArgs } from "./load-balancer-args";

const BUCKET = "access-logs";

/** The access logs of a load balancer with their defaults. */
export type AccessLogsSettings = LoadBalancerAccessLogsArgs &
  Required<Pick<LoadBalancerAccessLogsArgs, "retentionDays">>;

const bucketName = matching(
  /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
  "a valid name for an S3 bucket",
  "Use letters, digits, dots, and hyphens.",
);

/**
 * Checks `accessLogs` and returns it with its defaults.
 *
 * @param name - the component's name, which the name of the bucket begins with
 * @param defaultDays - the default number of days
 */
export function checkAccessLogs(
  issues: ArgumentIssues,
  name: string,
  logs: false | LoadBalancerAccessLogsArgs,
  defaultDays: number,
): AccessLogsSettings | undefined {
  if (logs === false) return undefined;
  if (typeof (logs as unknown) === "boolean") {
    issues.add("accessLogs", logs, expected("wrong-type", "false or an object", "Use {} for the defaults."));
    return undefined;
  }
  if (!issues.checkNames("accessLogs", logs, ["retentionDays", "retainOnDelete"])) return undefined;
  const { retentionDays = defaultDays, retainOnDelete = false } = logs;
  issues.check("accessLogs.retentionDays", retentionDays, integerFrom(1));
  issues.check("accessLogs.retainOnDelete", retainOnDelete, booleanValue);
  const limit = { noun: BUCKET, resource: "an S3 bucket", maxCharacters: 63 };
  if (checkNameLength(issues, name, limit)) issues.check("name", name, bucketName);
  return { retentionDays, retainOnDelete };
}

/** The names of the children that `createAccessLogs` creates. */
export const ACCESS_LOGS_CHILDREN = deliveryBucketChildren(BUCKET, false);

/** The settings and the dependencies of the bucket for access logs. */
export interface AccessLogsDependencies {
  /** The type of the load balancer, which determines the service that delivers the logs. */
  readonly type: "application" | "network";
  /** A resource in the account and the Region of the load balancer. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly protect: boolean;
  readonly forceDestroy: boolean;
}

/**
 * Creates the bucket for access logs. The logs are encrypted with keys that Amazon S3 manages, because load balancers support
 * no other keys.
 */
export function createAccessLogs(
  children: Children,
  settings: AccessLogsSettings,
  { type, securityGroup, protect, forceDestroy }: AccessLogsDependencies,
): DeliveryBucket {
  const scope = arnScope(securityGroup);
  const statementsOf = type === "application" ? applicationStatements : networkStatements;
  return createDeliveryBucket(children, BUCKET, {
    ...settings,
    protect,
    forceDestroy,
    deliveryStatements: (bucket) => statementsOf(bucket, scope),
  });
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
function applicationStatements(bucket: aws.s3.Bucket, { partition, region, accountId }: ArnScope): PolicyStatement[] {
  const loadBalancers = pulumi.interpolate`arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`;
  return [
    {
      Sid: "DeliverAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
      Condition: { ArnLike: { "aws:SourceArn": loadBalancers } },
    },
  ];
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
function networkStatements(bucket: aws.s3.Bucket, { partition, region, accountId }: ArnScope): PolicyStatement[] {
  const Principal = { Service: "delivery.logs.amazonaws.com" };
  const account = { "aws:SourceAccount": accountId };
  const ArnLike = { "aws:SourceArn": pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:*` };
  return [
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucket.arn,
      Condition: { StringEquals: account, ArnLike },
    },
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", ...account }, ArnLike },
    },
  ];
}
