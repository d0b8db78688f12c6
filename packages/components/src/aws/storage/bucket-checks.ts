import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { booleanValue, expected, integerFrom, matching, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { deliveryBucketChildren } from "../shared/delivery-bucket";
import {
  BUCKET_ARGUMENTS,
  BUCKET_DEFAULTS,
  type BucketAccessLogsArgs,
  type BucketArgs,
  type BucketDefaults,
  type BucketLifecycleRule,
} from "./bucket-args";

/** The child to which S3 delivers access logs. */
export const ACCESS_LOGS = "access-logs";

/** The lifecycle rule for incomplete uploads and noncurrent versions. */
export const CLEANUP_RULE = "cleanup";

/** The checked arguments of a Bucket with all defaults. */
export type BucketSettings = BucketArgs & BucketDefaults;

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const MAX_NAME_CHARACTERS = 63;
const bucketName = matching(
  /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$(?<!-s3alias|--ol-s3|--x-s3)/,
  "the name of a bucket",
  "Use 3 to 63 lowercase letters, digits, and hyphens. AWS reserves some prefixes and suffixes, such as xn-- and -s3alias.",
);
const generatedName = matching(
  /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]*$/,
  "a name that a bucket can begin with",
  "Use lowercase letters, digits, and hyphens, or set bucketName.",
);
const ruleName: Check<string> = (name) =>
  name === CLEANUP_RULE
    ? { code: "not-allowed", statement: "the component has a rule of this name", remedy: "Rename the rule." }
    : matching(/^[\w.-]{1,255}$/, "the name of a rule", "Use up to 255 letters, digits, and the characters _.-.")(name);

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
const MIN_INFREQUENT_ACCESS_DAYS = 30;

/**
 * Checks the arguments of a Bucket.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkBucketArgs(name: string, args: BucketArgs): BucketSettings {
  const issues = new ArgumentIssues("Bucket", name);
  const settings = withDefaults(issues, BUCKET_DEFAULTS, BUCKET_ARGUMENTS, args);
  const { versioning, noncurrentVersionDays } = settings;
  if (issues.check("versioning", versioning, booleanValue)) checkNoncurrentVersions(issues, args);
  issues.check("noncurrentVersionDays", noncurrentVersionDays, integerFrom(1));
  const hasLogBucket = checkAccessLogs(issues, settings.accessLogs);
  checkName(issues, name, settings.bucketName, hasLogBucket);
  checkLifecycleRules(issues, settings.lifecycleRules);
  const checked = {
    ...settings,
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, childrenOf(settings, hasLogBucket));
  issues.throwIfAny();
  return checked;
}

function childrenOf({ versioning, accessLogs, kmsKeyArn: key }: BucketSettings, hasLogBucket: boolean): string[] {
  return [
    ...["bucket", "public-access", "policy", "lifecycle"],
    ...(versioning ? ["versioning"] : []),
    ...(key === undefined ? [] : ["encryption"]),
    ...(accessLogs === false ? [] : ["logging"]),
    ...(hasLogBucket ? deliveryBucketChildren(ACCESS_LOGS, false) : []),
  ];
}

function checkName(
  issues: ArgumentIssues,
  name: string,
  physicalName: string | undefined,
  hasLogBucket: boolean,
): void {
  if (physicalName !== undefined) issues.check("bucketName", physicalName, bucketName);
  if (physicalName !== undefined && !hasLogBucket) return;
  // The bucket for access logs always has a generated name.
  const noun = hasLogBucket ? ACCESS_LOGS : "bucket";
  if (checkNameLength(issues, name, { noun, resource: "an S3 bucket", maxCharacters: MAX_NAME_CHARACTERS }))
    issues.check("name", name, generatedName);
}

function checkNoncurrentVersions(issues: ArgumentIssues, { versioning, noncurrentVersionDays }: BucketArgs): void {
  if (versioning !== false || noncurrentVersionDays === undefined) return;
  const statement = "has no effect unless versioning is true";
  const remedy = "Remove it, or remove versioning: false.";
  issues.add("noncurrentVersionDays", noncurrentVersionDays, { code: "conflict", statement, remedy });
}

/** Checks `accessLogs`. Returns whether the component creates a bucket for them. */
function checkAccessLogs(issues: ArgumentIssues, logs: false | BucketAccessLogsArgs): boolean {
  if (logs === false) return false;
  if (typeof (logs as unknown) === "boolean") {
    issues.add("accessLogs", logs, expected("wrong-type", "false or an object", "Use {} for the defaults."));
    return false;
  }
  if (!issues.checkNames("accessLogs", logs, ["retentionDays", "bucketName"])) return false;
  if ("bucketName" in logs) {
    if ("retentionDays" in logs) {
      const statement = "cannot be set for an existing bucket (bucketName)";
      issues.add("accessLogs.retentionDays", logs.retentionDays, { code: "conflict", statement });
    }
    return false;
  }
  if (logs.retentionDays !== undefined) issues.check("accessLogs.retentionDays", logs.retentionDays, integerFrom(1));
  return true;
}

const RULE_DAYS = ["expireAfterDays", "infrequentAccessAfterDays", "archiveAfterDays"] as const;

function checkLifecycleRules(issues: ArgumentIssues, rules: Readonly<Record<string, BucketLifecycleRule>>): void {
  if (!issues.check("lifecycleRules", rules, plainObject("an object of lifecycle rules"))) return;
  for (const [name, rule] of Object.entries(rules)) {
    const path = `lifecycleRules.${name}`;
    issues.check(path, name, ruleName);
    if (!issues.checkNames(path, rule, ["prefix", ...RULE_DAYS])) continue;
    if (rule.prefix !== undefined) issues.check(`${path}.prefix`, rule.prefix, stringValue);
    for (const property of RULE_DAYS)
      if (rule[property] !== undefined)
        issues.check(`${path}.${property}`, rule[property], integerFrom(minimumDays(property)));
    checkOrder(issues, path, rule);
  }
}

const minimumDays = (property: (typeof RULE_DAYS)[number]): number =>
  property === "infrequentAccessAfterDays" ? MIN_INFREQUENT_ACCESS_DAYS : 1;

const stringValue: Check<unknown> = (value) =>
  typeof value === "string" ? undefined : expected("wrong-type", "a string");

function checkOrder(issues: ArgumentIssues, path: string, rule: BucketLifecycleRule): void {
  const { expireAfterDays, infrequentAccessAfterDays, archiveAfterDays } = rule;
  if (RULE_DAYS.every((property) => rule[property] === undefined)) {
    issues.add(path, rule, { code: "missing", statement: `expected at least one of ${RULE_DAYS.join(", ")}` });
    return;
  }
  const steps = [
    ["infrequentAccessAfterDays", infrequentAccessAfterDays],
    ["archiveAfterDays", archiveAfterDays],
    ["expireAfterDays", expireAfterDays],
  ].filter((step): step is [string, number] => typeof step[1] === "number");
  steps.slice(1).forEach(([property, days], index) => {
    const [earlier = "", minimum = 0] = steps[index] ?? [];
    if (days > minimum) return;
    const statement = `expected more days than ${earlier}, which is ${minimum}`;
    issues.add(`${path}.${property}`, days, { code: "conflict", statement });
  });
}
