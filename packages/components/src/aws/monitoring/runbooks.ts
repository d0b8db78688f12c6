import type { ArgumentIssues } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import type { MonitorAlarm } from "../monitors/monitor";
import { partitionOf } from "../shared/partition";
import type { MonitoringRunbooksArgs } from "./monitoring-args";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const MAX_DESCRIPTION_CHARACTERS = 1024;

const baseUrl = matching(
  /^https:\/\/[^\s()]*[^\s()/]$/,
  "an https URL without a final slash",
  'Example: "https://wiki.example.com/runbooks".',
);
const extension = matching(/^[^\s()]*$/, "the end of a URL", 'Example: ".html".');

/** Checks where the runbooks are. Returns a function that returns the URL of a runbook. */
export function checkRunbooks(issues: ArgumentIssues, runbooks: MonitoringRunbooksArgs): (runbook: string) => string {
  if (!issues.checkNames("runbooks", runbooks, ["baseUrl", "extension"])) return (runbook) => runbook;
  const { extension: end = "" } = runbooks;
  issues.check("runbooks.baseUrl", runbooks.baseUrl, baseUrl);
  issues.check("runbooks.extension", end, extension);
  return (runbook) => `${runbooks.baseUrl}/${runbook}${end}`;
}

/** What the description of an alarm links to. */
export interface DescriptionLinks {
  readonly runbookUrl: string;
  /** The URL of the dashboard; `undefined` without one. */
  readonly dashboardUrl: string | undefined;
}

/** Returns the description of an alarm, which is part of its notifications. */
export const describeAlarm = (
  { meaning, firstStep }: Pick<MonitorAlarm, "firstStep" | "meaning">,
  { runbookUrl, dashboardUrl }: DescriptionLinks,
): string =>
  [
    `${meaning} ${firstStep}`,
    `Runbook: ${runbookUrl}`,
    ...(dashboardUrl === undefined ? [] : [`Dashboard: ${dashboardUrl}`]),
  ].join("\n");

/** Checks the length of an alarm's description. */
export function checkDescription(issues: ArgumentIssues, key: string, description: string): void {
  if (description.length <= MAX_DESCRIPTION_CHARACTERS) return;
  issues.add("targets", undefined, {
    code: "out-of-range",
    statement: `expected a description of ${key} of at most ${MAX_DESCRIPTION_CHARACTERS} characters, got ${description.length}`,
    remedy: "Shorten its meaning, its first step, or the URL of the runbooks.",
  });
}

/** Returns the URL of a dashboard in the console. Without a Region, the console uses the one that was last used. */
export function dashboardUrl(dashboardName: string, region: string | undefined): string {
  const isChina = region !== undefined && partitionOf(region).name === "aws-cn";
  const host = isChina ? "console.amazonaws.cn" : "console.aws.amazon.com";
  const query = region === undefined ? "" : `?region=${region}`;
  return `https://${host}/cloudwatch/home${query}#dashboards/dashboard/${dashboardName}`;
}
