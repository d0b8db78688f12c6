import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, matching } from "../../shared/checks";
import { checkMonitor } from "../monitors/monitor-checks";
import { monitorSetName } from "../monitors/monitor-set";
import type { ContributorChart, Monitor, Monitored, MonitorSet } from "../monitors/monitor";
import { regionName } from "../shared/aws-component-args";

const SET_PROPERTIES = ["name", "title", "link", "region", "monitors", "contributorCharts"];

const title = matching(/^[^\n]*\S[^\n]*$/, "a text of one line");
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutInsightRule.html
const ruleName = matching(/^[\x20-\x7e]{1,128}$/, "the name of a rule of 1 to 128 ASCII characters");
const DAY_SECONDS = 86_400;
const MINUTE_SECONDS = 60;
const link = matching(/^https:\/\/[^\s()]+$/, "an https URL", "Encode spaces and parentheses.");

/**
 * Checks the targets and returns their sets of monitors, in the given order. Programs can write sets themselves, so all of their
 * properties are checked.
 */
export function checkTargets(
  issues: ArgumentIssues,
  targets: readonly (Monitored | MonitorSet)[],
): readonly MonitorSet[] {
  if (!Array.isArray(targets)) {
    const remedy = "Pass components, or sets of monitors.";
    issues.add("targets", targets, expected("wrong-type", "an array of targets", remedy));
    return [];
  }
  // The copy of an array has no holes, which iterations would skip.
  const elements: readonly (Monitored | MonitorSet)[] = [...(targets as readonly (Monitored | MonitorSet)[])];
  const sets = elements.flatMap((target, index) => {
    const set = isMonitored(target) ? target.monitors() : target;
    return checkSet(issues, `targets[${index}]`, set) ? [{ path: `targets[${index}]`, set }] : [];
  });
  reportDuplicates(
    issues,
    sets.map(({ path, set }) => ({ path, name: set.name })),
  );
  return sets.map(({ set }) => set);
}

function isMonitored(target: unknown): target is Monitored {
  return isObject(target) && "monitors" in target && typeof target.monitors === "function";
}

/** Checks a set. Returns whether it has the properties of a set, so that its monitors can be used. */
function checkSet(issues: ArgumentIssues, path: string, set: MonitorSet): boolean {
  const remedy = "Pass a component that has the method `monitors`, or a set such as `monitors.sqsQueue(…)` returns.";
  if (!isObject(set) || !("monitors" in set)) {
    issues.add(path, set, expected("wrong-type", "a target", remedy));
    return false;
  }
  issues.checkNames(path, set, SET_PROPERTIES);
  const { name, region, monitors, contributorCharts = [] } = set;
  const isNamed = issues.check(`${path}.name`, name, monitorSetName);
  issues.check(`${path}.title`, set.title, title);
  if (set.link !== undefined) issues.check(`${path}.link`, set.link, link);
  if (region !== undefined) issues.check(`${path}.region`, region, regionName);
  const areCharts = checkContributorCharts(issues, `${path}.contributorCharts`, contributorCharts);
  return checkMonitors(issues, `${path}.monitors`, monitors) && areCharts && isNamed;
}

function checkContributorCharts(issues: ArgumentIssues, path: string, charts: readonly ContributorChart[]): boolean {
  if (!Array.isArray(charts)) {
    issues.add(path, charts, expected("wrong-type", "an array of charts"));
    return false;
  }
  return [...(charts as readonly ContributorChart[])]
    .map((chart, index) => {
      const chartPath = `${path}[${index}]`;
      if (!issues.checkNames(chartPath, chart, ["title", "ruleName", "periodSeconds"], "property")) return false;
      return [
        issues.check(`${chartPath}.title`, chart.title, title),
        issues.check(`${chartPath}.ruleName`, chart.ruleName, ruleName),
        issues.check(`${chartPath}.periodSeconds`, chart.periodSeconds, contributorPeriod),
      ].every(Boolean);
    })
    .every(Boolean);
}

const wholeSeconds = integerBetween(MINUTE_SECONDS, DAY_SECONDS);

/** Accepts multiples of a minute. */
const contributorPeriod = (value: unknown) =>
  typeof value === "number" && value % MINUTE_SECONDS !== 0
    ? expected("not-allowed", "a multiple of 60")
    : wholeSeconds(value);

function checkMonitors(issues: ArgumentIssues, path: string, monitors: readonly Monitor[]): boolean {
  if (!Array.isArray(monitors)) {
    issues.add(path, monitors, expected("wrong-type", "an array of monitors"));
    return false;
  }
  const elements: readonly Monitor[] = [...(monitors as readonly Monitor[])];
  elements.forEach((monitor, index) => checkMonitor(issues, `${path}[${index}]`, monitor));
  const areObjects = elements.every(isObject);
  if (areObjects) {
    reportDuplicates(
      issues,
      elements.map(({ name }, index) => ({ path: `${path}[${index}]`, name })),
    );
  }
  return areObjects;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Reports names that occur twice, because resources are named after them. */
function reportDuplicates(
  issues: ArgumentIssues,
  named: readonly { readonly path: string; readonly name: string }[],
): void {
  const first = new Map<string, string>();
  for (const { path, name } of named) {
    if (typeof (name as unknown) !== "string") continue;
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, path);
      continue;
    }
    issues.add(`${path}.name`, name, {
      code: "duplicate",
      statement: (got) => `${other} also has the name ${got}`,
      remedy: "Alarms are named after it. Use another name.",
    });
  }
}
