import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { logRetentionDays } from "../shared/log-retention";
import { checkDataProtection } from "./data-protection";
import {
  LOG_GROUP_ARGUMENTS,
  LOG_GROUP_DEFAULTS,
  type LogGroupArgs,
  type LogGroupDataProtectionArgs,
  type LogGroupDefaults,
} from "./log-group-args";
import { KEY, KEY_POLICY } from "./log-group-key";
import { knownLogClass, logGroupName } from "./log-group-names";
import { checkMetricFilters } from "./metric-filter-checks";
import type { MetricFilterSettings } from "./metric-filters";

/** The checked arguments of a LogGroup with all defaults. */
export type LogGroupSettings = Omit<LogGroupArgs, "metricFilters" | "dataProtection"> &
  Omit<LogGroupDefaults, "metricFilters" | "dataProtection"> & {
    readonly logGroupName: string;
    readonly filters: Readonly<Record<string, MetricFilterSettings>>;
    readonly dataProtection: LogGroupDataProtectionArgs | undefined;
  };

export const GROUP = "group";
export const DATA_PROTECTION = "data-protection";

/** Returns the name of the child for a metric filter. */
export const filterChild = (filter: string): string => `filter-${filter}`;

/**
 * Checks the arguments of a LogGroup.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkLogGroupArgs(name: string, args: LogGroupArgs): LogGroupSettings {
  const issues = new ArgumentIssues("LogGroup", name);
  const settings = withDefaults(issues, LOG_GROUP_DEFAULTS, LOG_GROUP_ARGUMENTS, args);
  const { createKey, retainOnDelete } = settings;
  if (settings.logClass !== "DELIVERY") issues.check("retentionDays", settings.retentionDays, logRetentionDays);
  issues.check("createKey", createKey, booleanValue);
  issues.check("retainOnDelete", retainOnDelete, booleanValue);
  const generatedName = `/${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
  const physicalName = settings.logGroupName ?? generatedName;
  if (settings.logGroupName !== undefined) issues.check("logGroupName", settings.logGroupName, logGroupName);
  else issues.check("name", name, (value) => logGroupName(typeof value === "string" ? generatedName : value));
  if (createKey && settings.kmsKeyArn !== undefined) {
    issues.add("createKey", createKey, {
      code: "conflict",
      statement: "cannot be true if kmsKeyArn is set",
      remedy: "Remove createKey or kmsKeyArn.",
    });
  }
  const filters = checkMetricFilters(issues, name, settings.metricFilters);
  const dataProtection = checkDataProtection(issues, settings.dataProtection, physicalName);
  checkLogClass(issues, args, settings);
  const checked = {
    ...settings,
    logGroupName: physicalName,
    filters,
    dataProtection,
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, [
    GROUP,
    ...(createKey ? [KEY, KEY_POLICY] : []),
    ...Object.keys(filters).map(filterChild),
    ...(dataProtection ? [DATA_PROTECTION] : []),
  ]);
  issues.throwIfAny();
  return checked;
}

/** Reports arguments that the log class does not support. */
function checkLogClass(issues: ArgumentIssues, args: LogGroupArgs, settings: LogGroupArgs & LogGroupDefaults): void {
  const { logClass, metricFilters, dataProtection } = settings;
  if (!issues.check("logClass", logClass, knownLogClass)) return;
  if (logClass === "STANDARD") return;
  if (Object.keys(metricFilters).length > 0) {
    issues.add("metricFilters", undefined, {
      code: "conflict",
      statement: `log groups of the class "${logClass}" do not support metric filters`,
      remedy: 'Use the log class "STANDARD".',
    });
  }
  if (logClass !== "DELIVERY") return;
  if (dataProtection !== false) {
    issues.add("dataProtection", undefined, {
      code: "conflict",
      statement: 'log groups of the class "DELIVERY" do not support data protection',
      remedy: 'Use the log class "STANDARD" or "INFREQUENT_ACCESS".',
    });
  }
  if (args.retentionDays === undefined) return;
  issues.add("retentionDays", undefined, {
    code: "conflict",
    statement: 'log groups of the class "DELIVERY" have a fixed retention period',
    remedy: "Remove retentionDays.",
  });
}
