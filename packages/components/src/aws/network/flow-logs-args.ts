import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Flow logs of a VPC. */
export interface VpcFlowLogsArgs {
  /**
   * The traffic to record. Accepted traffic makes up most of the volume and the cost.
   *
   * @default "REJECT"
   */
  readonly trafficType?: "ACCEPT" | "REJECT" | "ALL";
  /**
   * Where records are stored: in a CloudWatch log group, which can be searched immediately, or in an S3 bucket, which costs
   * half as much for `ALL`.
   *
   * @default "cloudwatch"
   */
  readonly destinationType?: "cloudwatch" | "s3";
  /**
   * The number of days after which records are deleted. CloudWatch Logs supports 1, 3, 5, 7, 14, 30, 60, 90, and other
   * values up to 3653.
   *
   * @default 30; 7 in the development profile
   */
  readonly retentionDays?: number;
  /**
   * The number of seconds of traffic that one record covers. Shorter intervals show more detail. Longer intervals cost less.
   *
   * @default 600
   */
  readonly aggregationIntervalSeconds?: 60 | 600;
  /**
   * The ARN of a KMS key that encrypts the records. The key policy must allow the CloudWatch Logs service principal of the
   * Region (for a log group) or `delivery.logs.amazonaws.com` (for a bucket) to use the key.
   *
   * @default keys that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * The ARN of an existing bucket for `destinationType: "s3"`, such as a bucket in a central logging account. The component
   * then creates only the flow log. The bucket policy must allow `delivery.logs.amazonaws.com` to write.
   *
   * @default a bucket that the component creates
   */
  readonly bucketArn?: pulumi.Input<string>;
  /**
   * Whether the log group or bucket remains in AWS after it is removed from the program.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;
}

/** Flow log arguments with all defaults. */
export type FlowLogsSettings = VpcFlowLogsArgs &
  Required<Pick<VpcFlowLogsArgs, "trafficType" | "destinationType" | "retentionDays">>;

/** The names of the arguments. */
export const FLOW_LOGS_ARGUMENTS: Readonly<Record<keyof VpcFlowLogsArgs, true>> = {
  trafficType: true,
  destinationType: true,
  retentionDays: true,
  aggregationIntervalSeconds: true,
  kmsKeyArn: true,
  bucketArn: true,
  retainOnDelete: true,
};

/** The resources and settings that flow logs depend on. */
export interface FlowLogDependencies {
  readonly vpc: aws.ec2.Vpc;
  /** Whether Pulumi protects the bucket. */
  readonly protect: boolean;
  /** Whether a bucket that still contains records can be deleted. */
  readonly forceDestroy: boolean;
}
