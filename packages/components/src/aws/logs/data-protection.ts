import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { alternatives, quote, similarName } from "../../shared/wording";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { DATA_IDENTIFIERS } from "./data-identifiers";
import type { LogGroupDataProtectionArgs, LogGroupFindingsDestination } from "./log-group-args";
import { logGroupName } from "./log-group-names";

const IDENTIFIERS_PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html";

const bucketName = matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket");
const streamName = matching(/^[\w.-]{1,64}$/, "the name of a Firehose stream");

const identifier: Check<unknown> = (value) => {
  const what = "a data identifier";
  if (typeof value !== "string") return expected("wrong-type", what, 'Example: "EmailAddress".');
  if (DATA_IDENTIFIERS.some((known) => known === value)) return undefined;
  if (/^arn:aws[a-z-]*:dataprotection::aws:data-identifier\/[\w-]+$/.test(value)) return undefined;
  return expected("not-allowed", what, remedyFor(value));
};

function remedyFor(value: string): string {
  if (value.startsWith("arn:")) return "Use arn:aws:dataprotection::aws:data-identifier/<name>.";
  const beginning = `${value.toLowerCase()}-`;
  const countries = DATA_IDENTIFIERS.filter((known) => known.toLowerCase().startsWith(beginning));
  if (countries.length > 0) return `Add the country: ${alternatives(countries)}.`;
  const similar = similarName(value, DATA_IDENTIFIERS);
  return similar === undefined ? `See ${IDENTIFIERS_PAGE}.` : `Did you mean ${quote(similar)}?`;
}

/**
 * Checks the data protection of a log group.
 *
 * @param ownName - the name of the log group, which cannot be the destination of its own findings
 */
export function checkDataProtection(
  issues: ArgumentIssues,
  args: false | LogGroupDataProtectionArgs,
  ownName: string,
): LogGroupDataProtectionArgs | undefined {
  const path = "dataProtection";
  if (args === false) return undefined;
  const remedy = 'Example: { dataIdentifiers: ["EmailAddress"] }.';
  if (!issues.check(path, args, plainObject("false or an object", remedy))) return undefined;
  issues.checkNames(path, args, ["dataIdentifiers", "findingsDestination"]);
  const { dataIdentifiers, findingsDestination } = args;
  checkIdentifiers(issues, `${path}.dataIdentifiers`, dataIdentifiers);
  if (findingsDestination === undefined) return { dataIdentifiers };
  return {
    dataIdentifiers,
    findingsDestination: checkDestination(issues, `${path}.findingsDestination`, findingsDestination, ownName),
  };
}

function checkIdentifiers(issues: ArgumentIssues, path: string, identifiers: readonly string[]): void {
  if (!Array.isArray(identifiers) || identifiers.length === 0) {
    const code = Array.isArray(identifiers) ? "out-of-range" : "wrong-type";
    issues.add(path, identifiers, expected(code, "an array of data identifiers", 'Example: ["EmailAddress"].'));
    return;
  }
  identifiers.forEach((value: unknown, index) => {
    if (issues.check(`${path}[${index}]`, value, identifier) && identifiers.indexOf(value) < index) {
      issues.add(`${path}[${index}]`, value, { code: "duplicate", statement: (got) => `${got} occurs twice` });
    }
  });
}

function checkDestination(
  issues: ArgumentIssues,
  path: string,
  destination: LogGroupFindingsDestination,
  ownName: string,
): LogGroupFindingsDestination {
  if (!issues.check(path, destination, plainObject("an object of names"))) return {};
  issues.checkNames(path, destination, ["logGroupName", "bucketName", "deliveryStreamName"]);
  if (isPlainValue(destination.logGroupName) && destination.logGroupName === ownName) {
    issues.add(`${path}.logGroupName`, ownName, {
      code: "conflict",
      statement: "the log group cannot report findings to itself",
      remedy: "Use another log group.",
    });
  }
  const checkName = (name: keyof LogGroupFindingsDestination, check: Check<string>) =>
    issues.checkOptionalInput<string>(`${path}.${name}`, destination[name], check);
  const checked = {
    logGroupName: checkName("logGroupName", logGroupName),
    bucketName: checkName("bucketName", bucketName),
    deliveryStreamName: checkName("deliveryStreamName", streamName),
  };
  if (Object.values(checked).every((name) => name === undefined)) {
    issues.add(path, undefined, {
      code: "missing",
      statement: "expected a log group, a bucket, or a Firehose stream",
      remedy: 'Example: { logGroupName: "/aws/vendedlogs/findings" }.',
    });
  }
  return checked;
}

/** Creates the data protection policy of a log group. */
export function createDataProtectionPolicy(
  children: Children,
  child: string,
  logGroup: aws.cloudwatch.LogGroup,
  { dataIdentifiers, findingsDestination = {} }: LogGroupDataProtectionArgs,
): aws.cloudwatch.LogDataProtectionPolicy {
  const { partition } = arnScope(logGroup);
  // The statements must have the same identifiers, in this order:
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data-start.html
  const DataIdentifier = dataIdentifiers.map((name) =>
    name.startsWith("arn:") ? name : pulumi.interpolate`arn:${partition}:dataprotection::aws:data-identifier/${name}`,
  );
  const { logGroupName: LogGroup, bucketName: Bucket, deliveryStreamName: DeliveryStream } = findingsDestination;
  const FindingsDestination = {
    ...(LogGroup !== undefined && { CloudWatchLogs: { LogGroup } }),
    ...(Bucket !== undefined && { S3: { Bucket } }),
    ...(DeliveryStream !== undefined && { Firehose: { DeliveryStream } }),
  };
  const policy = {
    Name: children.name(child),
    Version: "2021-06-01",
    Statement: [
      { Sid: "Audit", DataIdentifier, Operation: { Audit: { FindingsDestination } } },
      { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  };
  return new aws.cloudwatch.LogDataProtectionPolicy(
    children.name(child),
    // The provider accepts only strings here.
    { region: children.region, logGroupName: logGroup.name, policyDocument: pulumi.jsonStringify(policy) },
    children.options(child),
  );
}
