import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../../shared/argument-issues";
import { booleanValue, expected, matching } from "../../../shared/checks";
import { checkAdoption, withDefaults } from "../../../shared/component-args";
import { regionName, type AwsComponentArgs } from "../../shared/aws-component-args";
import { checkAwsTags } from "../../shared/aws-tags";
import { physicalPrefix } from "../../shared/physical-prefix";
import { checkLogGroup, logGroupName, type LogGroupReference } from "../log-group-names";
import {
  CONTRIBUTOR_INSIGHTS_ARGUMENTS,
  CONTRIBUTOR_INSIGHTS_DEFAULTS,
  type ContributorInsightsArgs,
  type ContributorRule,
} from "./contributor-insights-args";
import { checkRules } from "./rule-checks";
import { ruleDefinition } from "./rule-definition";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutInsightRule.html
const MAX_NAME_CHARACTERS = 128;
const MAX_DEFINITION_CHARACTERS = 8192;
/** The length of a log group's name, which is assumed if it is not known yet. */
const MAX_LOG_GROUP_CHARACTERS = 512;

/** The checked arguments of a ContributorInsights. */
export interface ContributorInsightsSettings extends AwsComponentArgs {
  readonly logGroupNames: readonly pulumi.Input<string>[];
  readonly rules: Readonly<Record<string, ContributorRule>>;
  readonly enabled: boolean;
}

/** Returns the name of the child for a rule. */
export const ruleChild = (rule: string): string => `rule-${rule}`;

/** Returns the name of a rule in AWS. */
export const physicalRuleName = (component: string, rule: string): string => `${physicalPrefix(component)}-${rule}`;

const componentName = matching(/^[\x21-\x7e]+$/, "ASCII characters without spaces", "Rules are named after it.");

/**
 * Checks the arguments of a ContributorInsights.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkContributorInsightsArgs(name: string, args: ContributorInsightsArgs): ContributorInsightsSettings {
  const issues = new ArgumentIssues("ContributorInsights", name);
  const defaults = CONTRIBUTOR_INSIGHTS_DEFAULTS;
  const settings = withDefaults(issues, defaults, CONTRIBUTOR_INSIGHTS_ARGUMENTS, args, ["logGroups"]);
  issues.check("name", name, componentName);
  issues.check("enabled", settings.enabled, booleanValue);
  const logGroupNames = checkLogGroups(issues, settings.logGroups);
  checkRules(issues, settings.rules);
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  const tags = checkAwsTags(issues, settings.tags);
  // Everything below depends on valid rules.
  issues.throwIfAny();
  const { adopt, rules, enabled } = settings;
  for (const [rule, value] of Object.entries(rules))
    checkLengths(issues, name, rule, ruleDefinition(value, logGroupNames));
  checkAdoption(issues, settings, Object.keys(rules).map(ruleChild));
  issues.throwIfAny();
  return { ...(adopt && { adopt }), ...(region !== undefined && { region }), tags, logGroupNames, rules, enabled };
}

function checkLogGroups(
  issues: ArgumentIssues,
  logGroups: ContributorInsightsArgs["logGroups"],
): readonly pulumi.Input<string>[] {
  const remedy = 'Example: [service, "/aws/lambda/resize"].';
  if (!Array.isArray(logGroups)) {
    issues.add("logGroups", logGroups, expected("wrong-type", "an array of log groups", remedy));
    return [];
  }
  const elements = [...(logGroups as ContributorInsightsArgs["logGroups"])];
  if (elements.length === 0) {
    const statement = "expected at least one log group, got none";
    issues.add("logGroups", undefined, { code: "out-of-range", statement, remedy });
  }
  const names = elements.map((element, index) => {
    const path = `logGroups[${index}]`;
    if (typeof element === "string" && element.endsWith("*")) {
      issues.check(path, element, namePrefix);
      return element;
    }
    const { name, logClass } = checkLogGroup(issues, path, element);
    if (logClass !== undefined) checkLogClass(issues, path, logClass);
    return name;
  });
  names.forEach((name, index) => {
    if (typeof name !== "string" || name === "" || names.indexOf(name) === index) return;
    const statement = (got: string) => `the log group ${got} occurs twice`;
    issues.add(`logGroups[${index}]`, name, { code: "duplicate", statement });
  });
  return names;
}

/** Accepts the beginnings of names, followed by an asterisk. */
const namePrefix = (value: unknown) =>
  typeof value === "string" && logGroupName(value.slice(0, -1)) === undefined
    ? undefined
    : expected("invalid-format", "the beginning of names of log groups", 'Example: "/aws/lambda/orders-*".');

function checkLogClass(
  issues: ArgumentIssues,
  path: string,
  logClass: NonNullable<LogGroupReference["logClass"]>,
): void {
  if (logClass === "STANDARD") return;
  issues.add(path, undefined, {
    code: "conflict",
    statement: `log groups of the class "${logClass}" do not support Contributor Insights`,
    remedy: 'Use the log class "STANDARD".',
  });
}

/** Checks the lengths of a rule's name and definition. */
function checkLengths(
  issues: ArgumentIssues,
  component: string,
  rule: string,
  definition: ReturnType<typeof ruleDefinition>,
): void {
  const { length } = physicalRuleName(component, rule);
  if (length > MAX_NAME_CHARACTERS) {
    issues.add(`rules.${rule}`, undefined, {
      code: "out-of-range",
      statement: `expected a name in AWS of at most ${MAX_NAME_CHARACTERS} characters, got ${length}`,
      remedy: `Shorten the name of the component or the rule. Names in AWS begin with "${physicalPrefix(component)}-".`,
    });
  }
  const names = definition.LogGroupNames.map((name) =>
    typeof name === "string" ? name : "x".repeat(MAX_LOG_GROUP_CHARACTERS),
  );
  const characters = JSON.stringify({ ...definition, LogGroupNames: names }).length;
  if (characters <= MAX_DEFINITION_CHARACTERS) return;
  issues.add(`rules.${rule}`, undefined, {
    code: "out-of-range",
    statement: `expected a definition of at most ${MAX_DEFINITION_CHARACTERS} characters, got ${characters}`,
    remedy: "Pass fewer log groups, or the beginning of their names.",
  });
}
