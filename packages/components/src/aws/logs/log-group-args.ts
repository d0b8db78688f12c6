import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { LogGroupDataIdentifier } from "./data-identifiers";
import type { LogGroupMetricUnit } from "./metric-units";

/** A log group, whether or not this program created it. An `EcsService`, an `EcsTask`, and a `LogGroup` are log groups. */
export interface LogGroupLike {
  /** The name of the log group. */
  readonly logGroupName: pulumi.Input<string>;
  /** The log class, if it is known. */
  readonly logClass?: LogGroupClass;
}

/**
 * What a log group can do, and what its log events cost.
 *
 * - `STANDARD`: all features of CloudWatch Logs.
 * - `INFREQUENT_ACCESS`: half the price for new log events, but no metric filters, subscriptions, or Live Tail, and no commands
 *   `pattern`, `diff`, `filterIndex`, and `unmask` in queries.
 * - `DELIVERY`: for Lambda functions whose log events are delivered to Amazon S3 or Firehose. CloudWatch Logs deletes the log events
 *   within two days, and cannot query them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export type LogGroupClass = "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY";

/** A property of JSON log events, such as `$.latency`, or a field of log events that are separated by spaces, such as `$bytes`. */
export type LogGroupField = `$${string}`;

/** A metric filter, which publishes a metric for log events that match a pattern. */
export interface LogGroupMetricFilterArgs {
  /**
   * The pattern of the log events: terms (`ERROR -timeout`, `?ERROR ?WARN`, `"connection refused"`), conditions on JSON properties
   * (`{ $.level = "ERROR" && $.status >= 500 }`), or conditions on fields separated by spaces (`[..., status = 5*, bytes]`). An
   * empty pattern matches all log events.
   */
  readonly pattern: string;
  /**
   * The name of the metric.
   *
   * @default the names of the component and the filter: `orders-errors`
   */
  readonly metricName?: string;
  /**
   * The namespace of the metric. It must not begin with `AWS/`.
   *
   * @default the project and the stack: `shop/production`
   */
  readonly namespace?: string;
  /**
   * The value to publish for each log event that matches: a number, or a property or field of the log event that contains a number,
   * such as `$.latency` or `$bytes`.
   *
   * @default 1, so that the sum of the metric is the number of log events
   */
  readonly value?: number | LogGroupField;
  /**
   * The unit of the metric.
   *
   * @default "Count" if `value` is a number, and "None" otherwise
   */
  readonly unit?: LogGroupMetricUnit;
  /**
   * Up to three dimensions of the metric and the properties or fields that contain their values: `{ Operation: "$.operation" }`. Each
   * combination of values is a metric of its own, which costs $0.30 per month, so use properties with few values only.
   *
   * @default {}
   */
  readonly dimensions?: Readonly<Record<string, LogGroupField>>;
  /**
   * The value to publish for each minute in which log events arrive, but none of them matches; `false` for no value. Metrics with
   * dimensions cannot have one.
   *
   * @default 0 if `value` is a number and there are no dimensions; false otherwise
   */
  readonly defaultValue?: number | false;
}

/** The masking of sensitive data in log events. */
export interface LogGroupDataProtectionArgs {
  /**
   * The kinds of data to mask, such as `"EmailAddress"` and `"AwsSecretKey"`, or the ARNs of data identifiers that AWS has added
   * since.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html
   */
  readonly dataIdentifiers: readonly LogGroupDataIdentifier[];
  /**
   * Where CloudWatch Logs reports the data that it has masked.
   *
   * @default no reports. CloudWatch publishes the metric `LogEventsWithFindings` in any case.
   */
  readonly findingsDestination?: LogGroupFindingsDestination;
}

/** Where CloudWatch Logs reports the data that it has masked. All destinations must exist. */
export interface LogGroupFindingsDestination {
  /** The name of another log group. With a name that begins with `/aws/vendedlogs/`, AWS can extend its resource policy. */
  readonly logGroupName?: pulumi.Input<string>;
  /** The name of an S3 bucket. */
  readonly bucketName?: pulumi.Input<string>;
  /** The name of a Firehose stream. */
  readonly deliveryStreamName?: pulumi.Input<string>;
}

/** Arguments of a LogGroup. All arguments are optional. */
export interface LogGroupArgs extends AwsComponentArgs {
  /**
   * The name of the log group in AWS: up to 512 letters, digits, and characters `_-/.#`, not beginning with `aws/`. Changing it
   * replaces the log group.
   *
   * @default the project, the stack, and the name of the component: `/shop/production/orders`
   */
  readonly logGroupName?: string;
  /**
   * The number of days after which CloudWatch Logs deletes log events: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545,
   * 731, 1096, 1827, 2192, 2557, 2922, 3288, or 3653. The retention period of the log class `DELIVERY` is fixed.
   *
   * @default 90; 7 in the development profile
   */
  readonly retentionDays?: number;
  /**
   * The log class. Changing it replaces the log group, so all log events are lost.
   *
   * @default "STANDARD"
   */
  readonly logClass?: LogGroupClass;
  /**
   * The ARN of a KMS key that encrypts log events. Its policy must allow the CloudWatch Logs service principal of the Region, such as
   * `logs.eu-west-1.amazonaws.com`, to use the key.
   *
   * @default keys that AWS owns, unless `createKey` is true
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the component creates a KMS key that encrypts log events of this log group only. A key costs $1 per month.
   *
   * @default false
   */
  readonly createKey?: boolean;
  /**
   * Metric filters by name: `{ errors: { pattern: '{ $.level = "ERROR" }' } }`. A log group can have 100 metric filters.
   *
   * @default {}
   */
  readonly metricFilters?: Readonly<Record<string, LogGroupMetricFilterArgs>>;
  /**
   * The masking of sensitive data. It applies to log events that arrive afterwards. Only principals with the permission
   * `logs:Unmask` can read the original data.
   *
   * @default false
   */
  readonly dataProtection?: false | LogGroupDataProtectionArgs;
  /**
   * Whether the log group remains in AWS, with its log events, after it is removed from the program. Deploy the argument before you
   * remove the log group. This sets Pulumi's resource option `retainOnDelete`, which has the effect of the AWS provider's input
   * `skipDestroy`. Because a retained log group keeps its name, a change that replaces the log group fails.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;
}

/** The arguments of a LogGroup that have default values. */
export type LogGroupDefaults = Required<
  Pick<
    LogGroupArgs,
    "protection" | "retentionDays" | "logClass" | "createKey" | "metricFilters" | "dataProtection" | "retainOnDelete"
  >
>;

/** The default arguments of a LogGroup in each profile. */
export const LOG_GROUP_DEFAULTS: ProfileDefaults<LogGroupDefaults> = defineDefaults<LogGroupDefaults>(
  {
    protection: true,
    retentionDays: 90,
    logClass: "STANDARD",
    createKey: false,
    metricFilters: {},
    dataProtection: false,
    retainOnDelete: false,
  },
  { protection: false, retentionDays: 7 },
);

/** The names of the arguments. */
export const LOG_GROUP_ARGUMENTS: Readonly<Record<keyof LogGroupArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  logGroupName: true,
  retentionDays: true,
  logClass: true,
  kmsKeyArn: true,
  createKey: true,
  metricFilters: true,
  dataProtection: true,
  retainOnDelete: true,
};
