import * as aws from "@pulumi/aws";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, integerFrom, matching, oneOf } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { bucketArn, kmsKeyArn } from "../shared/arn";
import type { Children } from "../shared/children";
import { logRetentionDays } from "../shared/log-retention";
import {
  createBucketDestination,
  createLogGroupDestination,
  LOG_BUCKET,
  LOG_GROUP_CHILDREN,
  LOG_ROLE,
  logBucketChildren,
} from "./flow-log-destinations";
import {
  FLOW_LOGS_ARGUMENTS,
  type FlowLogDependencies,
  type FlowLogsSettings,
  type VpcFlowLogsArgs,
} from "./flow-logs-args";

/** A VPC's flow log and its destination. Children that the destination does not need are `undefined`. */
export interface VpcFlowLogs {
  /** The flow log. */
  readonly flowLog: aws.ec2.FlowLog;
  /** The log group. */
  readonly logGroup?: aws.cloudwatch.LogGroup;
  /** The role with which the flow log writes to the log group. */
  readonly role?: aws.iam.Role;
  /** The role's permissions. */
  readonly rolePolicy?: aws.iam.RolePolicy;
  /** The bucket. */
  readonly bucket?: aws.s3.Bucket;
  /** The bucket policy, which allows log delivery. */
  readonly bucketPolicy?: aws.s3.BucketPolicy;
  /** The bucket's public access block. */
  readonly bucketPublicAccessBlock?: aws.s3.BucketPublicAccessBlock;
  /** The lifecycle configuration, which expires records. */
  readonly bucketLifecycle?: aws.s3.BucketLifecycleConfiguration;
  /** The bucket's versioning. */
  readonly bucketVersioning?: aws.s3.BucketVersioning;
  /** The bucket's encryption with a customer managed key. */
  readonly bucketEncryption?: aws.s3.BucketServerSideEncryptionConfiguration;
}

const FLOW_LOGS = "flow-logs";
const DEFAULT_AGGREGATION_SECONDS = 600;

/** Returns the names of the children that `createFlowLogs` creates. */
export function flowLogChildren(settings: FlowLogsSettings | false): string[] {
  if (settings === false) return [];
  if (settings.destinationType === "cloudwatch") return [FLOW_LOGS, ...LOG_GROUP_CHILDREN];
  if (settings.bucketArn !== undefined) return [FLOW_LOGS];
  return [FLOW_LOGS, ...logBucketChildren(settings)];
}

/**
 * Checks `flowLogs` and returns it with its defaults.
 *
 * @param name - the component's name, which the names of the role and the bucket begin with
 */
export function resolveFlowLogs(
  issues: ArgumentIssues,
  name: string,
  args: VpcFlowLogsArgs | false,
  defaults: FlowLogsSettings,
): FlowLogsSettings | false {
  if (args === false || !issues.checkNames("flowLogs", args, Object.keys(FLOW_LOGS_ARGUMENTS))) return false;
  const settings: FlowLogsSettings = { ...defaults, ...definedProperties(args) };
  const { trafficType, destinationType, retainOnDelete = false } = settings;
  const { aggregationIntervalSeconds = DEFAULT_AGGREGATION_SECONDS } = settings;
  issues.check("flowLogs.trafficType", trafficType, oneOf(["ACCEPT", "REJECT", "ALL"]));
  issues.check("flowLogs.retainOnDelete", retainOnDelete, booleanValue);
  issues.check("flowLogs.aggregationIntervalSeconds", aggregationIntervalSeconds, oneOf([60, 600]));
  if (!issues.check("flowLogs.destinationType", destinationType, oneOf(["cloudwatch", "s3"]))) return false;
  if (settings.bucketArn !== undefined) checkExistingBucket(issues, args, destinationType);
  else checkCreatedDestination(issues, name, settings);
  return {
    ...settings,
    kmsKeyArn: issues.checkOptionalInput("flowLogs.kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    bucketArn: issues.checkOptionalInput("flowLogs.bucketArn", settings.bucketArn, bucketArn),
  };
}

function checkExistingBucket(issues: ArgumentIssues, args: VpcFlowLogsArgs, destination: string): void {
  if (destination !== "s3") {
    const statement = 'has no effect unless destinationType is "s3"';
    const remedy = 'Set destinationType: "s3", or remove bucketArn.';
    issues.add("flowLogs.bucketArn", args.bucketArn, { code: "conflict", statement, remedy });
  }
  for (const property of ["retentionDays", "kmsKeyArn", "retainOnDelete"] as const) {
    if (args[property] === undefined) continue;
    const statement = "cannot be set for an existing bucket (bucketArn)";
    const remedy = `Remove ${property}, and configure the bucket instead.`;
    issues.add(`flowLogs.${property}`, args[property], { code: "conflict", statement, remedy });
  }
}

const roleName = matching(
  /^[\w+=,.@-]+$/,
  "a valid name for an IAM role",
  'Use letters, digits, and the characters "+=,.@_-".',
);
const bucketName = matching(
  /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
  "a valid name for an S3 bucket",
  "Use letters, digits, dots, and hyphens.",
);

function checkCreatedDestination(issues: ArgumentIssues, name: string, settings: FlowLogsSettings): void {
  const { destinationType, retentionDays } = settings;
  if (destinationType === "cloudwatch") {
    issues.check("flowLogs.retentionDays", retentionDays, logRetentionDays);
    const limit = { noun: LOG_ROLE, resource: "an IAM role", maxCharacters: 64 };
    if (checkNameLength(issues, name, limit)) issues.check("name", name, roleName);
  } else {
    issues.check("flowLogs.retentionDays", retentionDays, integerFrom(1));
    const limit = { noun: LOG_BUCKET, resource: "an S3 bucket", maxCharacters: 63 };
    if (checkNameLength(issues, name, limit)) issues.check("name", name, bucketName);
  }
}

/** Creates the flow log and its destination. */
export function createFlowLogs(
  children: Children,
  settings: FlowLogsSettings,
  dependencies: FlowLogDependencies,
): VpcFlowLogs {
  const { destination, ...destinationResources } = createDestination(children, settings, dependencies);
  const flowLog = new aws.ec2.FlowLog(
    children.name(FLOW_LOGS),
    {
      region: children.region,
      vpcId: dependencies.vpc.id,
      trafficType: settings.trafficType,
      maxAggregationInterval: settings.aggregationIntervalSeconds ?? DEFAULT_AGGREGATION_SECONDS,
      ...destination,
      tags: children.tags(FLOW_LOGS),
    },
    children.options(FLOW_LOGS, { dependsOn: Object.values(destinationResources) }),
  );
  return { flowLog, ...destinationResources };
}

function createDestination(children: Children, settings: FlowLogsSettings, dependencies: FlowLogDependencies) {
  if (settings.destinationType === "cloudwatch") return createLogGroupDestination(children, settings, dependencies);
  if (settings.bucketArn === undefined) return createBucketDestination(children, settings, dependencies);
  return { destination: { logDestination: settings.bucketArn, logDestinationType: "s3" } };
}
