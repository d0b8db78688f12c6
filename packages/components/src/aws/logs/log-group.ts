import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { expected, oneOf, plainObject } from "../../shared/checks";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { alternatives } from "../../shared/wording";
import type { Metric, Statistic } from "../monitors/metric";
import { Children } from "../shared/children";
import { createDataProtectionPolicy } from "./data-protection";
import {
  LOG_GROUP_DEFAULTS,
  type LogGroupClass,
  type LogGroupArgs,
  type LogGroupDefaults,
  type LogGroupLike,
} from "./log-group-args";
import { checkLogGroupArgs, DATA_PROTECTION, filterChild, GROUP, type LogGroupSettings } from "./log-group-checks";
import { createLogGroupKey, type LogGroupKey } from "./log-group-key";
import { createMetricFilter } from "./metric-filters";

/**
 * A CloudWatch log group with a retention period.
 *
 * @remarks
 * Creates the log group, and as required: a KMS key with its policy, the metric filters, and the data protection policy, which masks
 * sensitive data.
 *
 * New log events cost $0.50 per GB ($0.25 with the log class `INFREQUENT_ACCESS`), and stored ones $0.03 per GB and month after
 * compression. 10 GB a day therefore cost 10 × 30 × $0.50 = $150 per month, and to keep them for 90 days about $6 if they are
 * compressed to a fifth. Each metric of a metric filter costs $0.30 per month, and data protection $0.12 per GB. Prices are for
 * us-east-1.
 *
 * A protected log group also has the deletion protection of CloudWatch Logs. To delete it, set `protection: false` and deploy, and
 * then remove the component from the program. This also deletes all log events. The key is deleted 30 days later.
 *
 * Names of the children, for `adopt` and `transforms`: `group`, `key`, `key-policy`, `filter-<filter>`, `data-protection`.
 *
 * @example
 * const logGroup = new LogGroup("orders", {
 *   metricFilters: { errors: { pattern: '{ $.level = "ERROR" }' } },
 *   dataProtection: { dataIdentifiers: ["EmailAddress", "AwsSecretKey"] },
 * });
 * export const { logGroupName } = logGroup;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class LogGroup extends pulumi.ComponentResource implements LogGroupLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<LogGroupDefaults> = LOG_GROUP_DEFAULTS;

  /** The name of the log group. */
  readonly logGroupName: pulumi.Output<string>;
  /** The ARN of the log group, without `:*` at the end. */
  readonly logGroupArn: pulumi.Output<string>;
  /** The log class. */
  readonly logClass: LogGroupClass;
  /** The ARN of the KMS key that encrypts log events; `undefined` if AWS owns the key. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;

  /** The log group. */
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The key; `undefined` unless `createKey` is true. */
  readonly key: aws.kms.Key | undefined;
  /** The policy of the key; `undefined` without one. */
  readonly keyPolicy: aws.kms.KeyPolicy | undefined;
  /** The metric filters by name. */
  readonly metricFilters: Readonly<Record<string, aws.cloudwatch.LogMetricFilter>>;
  /** The data protection policy; `undefined` if `dataProtection` is false. */
  readonly dataProtectionPolicy: aws.cloudwatch.LogDataProtectionPolicy | undefined;

  private readonly name: string;
  private readonly settings: LogGroupSettings;
  private readonly children: Children;

  constructor(name: string, args: LogGroupArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkLogGroupArgs(name, args);

    super("roadbed:aws:LogGroup", name, args, options);
    this.name = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    this.logClass = settings.logClass;
    const protect = isProtected(settings, options);

    const ownKey = settings.createKey ? createLogGroupKey(this.children, settings.logGroupName, protect) : undefined;
    this.key = ownKey?.key;
    this.keyPolicy = ownKey?.policy;
    this.logGroup = this.createLogGroup(ownKey, protect);
    this.metricFilters = this.createMetricFilters();
    this.dataProtectionPolicy =
      settings.dataProtection &&
      createDataProtectionPolicy(this.children, DATA_PROTECTION, this.logGroup, settings.dataProtection);

    this.logGroupName = this.logGroup.name;
    this.logGroupArn = this.logGroup.arn;
    this.kmsKeyArn = settings.kmsKeyArn === undefined ? ownKey?.key.arn : pulumi.output(settings.kmsKeyArn);
    this.registerOutputs({ logGroupName: this.logGroupName, logGroupArn: this.logGroupArn });
  }

  /**
   * Returns the metric of a metric filter, for the monitors of a `Monitoring`.
   *
   * @param filter - the name of the metric filter
   * @param dimensions - the values of the dimensions of the metric filter
   * @throws ArgumentsError if no such metric filter exists, or if it has other dimensions
   */
  metric(filter: string, statistic: Statistic = "Sum", dimensions: Metric["dimensions"] = {}): Metric {
    const issues = new ArgumentIssues("LogGroup.metric", this.name);
    const { filters } = this.settings;
    const settings = Object.hasOwn(filters, filter) ? filters[filter] : undefined;
    if (settings === undefined) {
      const names = Object.keys(filters);
      const remedy = "The log group has none.";
      const none = () => expected("not-allowed", "the name of a metric filter", remedy);
      issues.check("filter", filter, names.length === 0 ? none : oneOf(names));
    } else {
      checkDimensionValues(issues, Object.keys(settings.dimensions), dimensions);
    }
    issues.throwIfAny();
    return { namespace: settings?.namespace ?? "", name: settings?.metricName ?? "", statistic, dimensions };
  }

  private createLogGroup(ownKey: LogGroupKey | undefined, protect: boolean): aws.cloudwatch.LogGroup {
    const { logGroupName, logClass, retentionDays, kmsKeyArn, retainOnDelete } = this.settings;
    return new aws.cloudwatch.LogGroup(
      this.children.name(GROUP),
      {
        region: this.children.region,
        name: logGroupName,
        logGroupClass: logClass,
        // CloudWatch Logs sets the retention period of the class DELIVERY itself.
        ...(logClass !== "DELIVERY" && { retentionInDays: retentionDays }),
        kmsKeyId: kmsKeyArn ?? ownKey?.key.arn,
        // Without an explicit false, the protection of an existing log group would remain.
        deletionProtectionEnabled: protect,
        tags: this.children.tags(GROUP),
      },
      this.children.options(GROUP, {
        protect,
        retainOnDelete,
        // The name is taken until the log group is deleted.
        deleteBeforeReplace: true,
        ...(ownKey && { dependsOn: ownKey.policy }),
      }),
    );
  }

  private createMetricFilters(): Record<string, aws.cloudwatch.LogMetricFilter> {
    const logGroupName = this.logGroup.name;
    return Object.fromEntries(
      Object.entries(this.settings.filters).map(([name, filter]) => [
        name,
        createMetricFilter(this.children, filterChild(name), { logGroupName, name }, filter),
      ]),
    );
  }
}

/** Checks that the dimensions of a metric have values. */
function checkDimensionValues(
  issues: ArgumentIssues,
  names: readonly string[],
  dimensions: Metric["dimensions"],
): void {
  if (!issues.check("dimensions", dimensions, plainObject("an object of values"))) return;
  issues.checkNames("dimensions", dimensions, names, "dimension");
  if (names.every((name) => dimensions[name] !== undefined)) return;
  issues.add("dimensions", undefined, {
    code: "missing",
    statement: `expected the values of ${alternatives(names)}`,
    remedy: "A metric is published for each combination of values.",
  });
}
