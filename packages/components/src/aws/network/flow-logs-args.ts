import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

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

/** The names of the arguments. */
export const FLOW_LOGS_ARGUMENTS: Readonly<Record<keyof VpcFlowLogsArgs, true>> = {
  traffic: true,
  destination: true,
  retentionDays: true,
  aggregationSeconds: true,
  kmsKeyArn: true,
  bucketArn: true,
  retainOnDelete: true,
};

/** What flow logs are made in. */
export interface FlowLogSurroundings {
  readonly vpc: aws.ec2.Vpc;
  /** Whether the records resist deletion, by Pulumi and by S3. */
  readonly protect: boolean;
  readonly forceDestroy: boolean;
}
