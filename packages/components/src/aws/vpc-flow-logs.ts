import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { checkNameBudget } from "../shared/naming";
import { oneOf, textLike, trueOrFalse, wholeNumber, type Problems } from "../shared/problems";
import { bucketArn, kmsKeyArn } from "./arn";
import type { Children } from "./children";
import { logRetention } from "./log-retention";
import {
  createLogBucket,
  createLogGroup,
  LOG_BUCKET,
  LOG_BUCKET_CHILDREN,
  LOG_BUCKET_KEY,
  LOG_GROUP_CHILDREN,
  LOG_ROLE,
} from "./vpc-flow-log-storage";

/** A record of the traffic of a VPC. */
export interface VpcFlowLogsArgs {
  /**
   * The traffic that is recorded; what security groups let through is most of it, and of the bill.
   *
   * @default "REJECT"
   */
  readonly traffic?: "ACCEPT" | "REJECT" | "ALL";
  /**
   * A log group, which can be searched at once, or a bucket, which is cheaper by half for ALL.
   *
   * @default "cloudwatch"
   */
  readonly destination?: "cloudwatch" | "s3";
  /**
   * Days after which records are deleted. A log group knows 1, 3, 5, 7, 14, 30, 60, 90 and so on up to 3653.
   *
   * @default 30; 7 in development
   */
  readonly retentionDays?: number;
  /**
   * Seconds of traffic in one record: 60 finds more, 600 costs less.
   *
   * @default 600
   */
  readonly aggregationSeconds?: 60 | 600;
  /**
   * A KMS key that encrypts the records; its policy must admit the log service of the region, or
   * `delivery.logs.amazonaws.com` for a bucket.
   *
   * @default keys of AWS's own
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * A bucket that exists, often in an account for logs, for `destination: "s3"`. Nothing but the flow log is made then,
   * and the bucket's policy must let `delivery.logs.amazonaws.com` write.
   *
   * @default a bucket of the component's own
   */
  readonly bucketArn?: pulumi.Input<string>;
  /**
   * Whether the log group or bucket stays in AWS when it leaves the program.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;
}

/** Flow logs as they are made: every default filled in. */
export type FlowLogsSettings = VpcFlowLogsArgs & Required<Pick<VpcFlowLogsArgs, "traffic" | "destination">>;

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

const ARGUMENTS: Readonly<Record<keyof VpcFlowLogsArgs, true>> = {
  traffic: true,
  destination: true,
  retentionDays: true,
  aggregationSeconds: true,
  kmsKeyArn: true,
  bucketArn: true,
  retainOnDelete: true,
};

/** Reads `flowLogs`, completed by its defaults. `name` is the component's, which names of roles and buckets hold. */
export function readFlowLogs(
  problems: Problems,
  name: string,
  args: VpcFlowLogsArgs | false,
  defaults: FlowLogsSettings,
): FlowLogsSettings | false {
  if (args === false || !problems.checkNames("flowLogs", args, Object.keys(ARGUMENTS))) return false;
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

/** What flow logs are made in. */
export interface FlowLogSurroundings {
  readonly vpc: aws.ec2.Vpc;
  /** Whether the records resist deletion, by Pulumi and by S3. */
  readonly protect: boolean;
  readonly forceDestroy: boolean;
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
