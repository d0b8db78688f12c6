import * as aws from "@pulumi/aws";
import { checkNameBudget } from "../../shared/naming";
import { oneOf, textLike, trueOrFalse, wholeNumber, type Problems } from "../../shared/argument-issues";
import { bucketArn, kmsKeyArn } from "../shared/arn";
import type { Children } from "../shared/children";
import { logRetention } from "../shared/log-retention";
import {
  createLogBucket,
  createLogGroup,
  LOG_BUCKET,
  LOG_BUCKET_CHILDREN,
  LOG_BUCKET_KEY,
  LOG_GROUP_CHILDREN,
  LOG_ROLE,
} from "./flow-log-destinations";
import {
  FLOW_LOGS_ARGUMENTS,
  type FlowLogsSettings,
  type FlowLogSurroundings,
  type VpcFlowLogsArgs,
} from "./flow-logs-args";

/** The children that record the traffic; those that the destination does not need are absent. */
export interface FlowLogs {
  readonly flowLog: aws.ec2.FlowLog;
  readonly logGroup?: aws.cloudwatch.LogGroup;
  readonly role?: aws.iam.Role;
  readonly rolePolicy?: aws.iam.RolePolicy;
  readonly bucket?: aws.s3.Bucket;
  readonly bucketPolicy?: aws.s3.BucketPolicy;
  readonly bucketPublicAccessBlock?: aws.s3.BucketPublicAccessBlock;
  readonly bucketLifecycle?: aws.s3.BucketLifecycleConfiguration;
  readonly bucketVersioning?: aws.s3.BucketVersioning;
  readonly bucketEncryption?: aws.s3.BucketServerSideEncryptionConfiguration;
}

const FLOW_LOGS = "flow-logs";

/** The names of the children that record the traffic. */
export function flowLogChildren(settings: FlowLogsSettings | false): string[] {
  if (settings === false) return [];
  if (settings.destination === "cloudwatch") return [FLOW_LOGS, ...LOG_GROUP_CHILDREN];
  if (settings.bucketArn !== undefined) return [FLOW_LOGS];
  const encryption = settings.kmsKeyArn === undefined ? [] : [LOG_BUCKET_KEY];
  return [FLOW_LOGS, ...LOG_BUCKET_CHILDREN, ...encryption];
}

/** Reads `flowLogs`, completed by its defaults. `name` is the component's, which names of roles and buckets hold. */
export function readFlowLogs(
  problems: Problems,
  name: string,
  args: VpcFlowLogsArgs | false,
  defaults: FlowLogsSettings,
): FlowLogsSettings | false {
  if (args === false || !problems.checkNames("flowLogs", args, Object.keys(FLOW_LOGS_ARGUMENTS))) return false;
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  const settings: FlowLogsSettings = { ...defaults, ...given };
  const { traffic, destination, aggregationSeconds = 600, retainOnDelete = false } = settings;
  problems.check("flowLogs.traffic", traffic, oneOf(["ACCEPT", "REJECT", "ALL"]));
  problems.check("flowLogs.retainOnDelete", retainOnDelete, trueOrFalse);
  problems.check<number>("flowLogs.aggregationSeconds", aggregationSeconds, (seconds) =>
    [60, 600].includes(seconds) ? undefined : { limit: "is not 60 or 600", remedy: "write one of them" },
  );
  if (!problems.check("flowLogs.destination", destination, oneOf(["cloudwatch", "s3"]))) return false;
  if (settings.bucketArn !== undefined) checkForeignBucket(problems, args, destination);
  else checkOwnDestination(problems, name, settings);
  return {
    ...settings,
    kmsKeyArn: problems.checkOptional("flowLogs.kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    bucketArn: problems.checkOptional("flowLogs.bucketArn", settings.bucketArn, bucketArn),
  };
}

function checkForeignBucket(problems: Problems, args: VpcFlowLogsArgs, destination: string): void {
  if (destination !== "s3") {
    const remedy = 'write destination: "s3"';
    problems.add("flowLogs.bucketArn", args.bucketArn, { shown: "", limit: "is of no use to a log group", remedy });
  }
  for (const own of ["retentionDays", "kmsKeyArn", "retainOnDelete"] as const) {
    if (args[own] === undefined) continue;
    const limit = "is up to the owner of the bucket in bucketArn";
    problems.add(`flowLogs.${own}`, args[own], { shown: "", limit, remedy: "leave it out" });
  }
}

function checkOwnDestination(problems: Problems, name: string, { destination, retentionDays }: FlowLogsSettings): void {
  if (destination === "cloudwatch") {
    problems.check("flowLogs.retentionDays", retentionDays, logRetention);
    checkNameBudget(problems, name, { noun: LOG_ROLE, resource: "an IAM role", limit: 64 });
    const letters = textLike(
      /^[\w+=,.@-]+$/,
      "in the letters of an IAM role",
      "use letters, digits, and + = , . @ _ -",
    );
    problems.check("name", name, letters);
  } else {
    problems.check("flowLogs.retentionDays", retentionDays, wholeNumber(1, "write a number of days"));
    checkNameBudget(problems, name, { noun: LOG_BUCKET, resource: "a bucket", limit: 63 });
    const letters = textLike(
      /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
      "in the letters of a bucket",
      "use letters, digits, dots and dashes",
    );
    problems.check("name", name, letters);
  }
}

/** Makes the flow log, and what it writes to. */
export function createFlowLogs(children: Children, settings: FlowLogsSettings, around: FlowLogSurroundings): FlowLogs {
  const { destination, ...made } = createStorage(children, settings, around);
  const flowLog = new aws.ec2.FlowLog(
    children.name(FLOW_LOGS),
    {
      region: children.region,
      vpcId: around.vpc.id,
      trafficType: settings.traffic,
      maxAggregationInterval: settings.aggregationSeconds ?? 600,
      ...destination,
      tags: children.tags(FLOW_LOGS),
    },
    children.options(FLOW_LOGS, { dependsOn: Object.values(made) }),
  );
  return { flowLog, ...made };
}

function createStorage(children: Children, settings: FlowLogsSettings, around: FlowLogSurroundings) {
  if (settings.destination === "cloudwatch") return createLogGroup(children, settings, around);
  if (settings.bucketArn === undefined) return createLogBucket(children, settings, around);
  return { destination: { logDestination: settings.bucketArn, logDestinationType: "s3" } };
}
