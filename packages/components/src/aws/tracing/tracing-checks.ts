import { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { booleanValue, matching, oneOf, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { imageReference } from "../../shared/image-reference";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { checkSamplingRule, type SamplingRuleSettings } from "./sampling-rule-checks";
import {
  TRACING_ARGUMENTS,
  TRACING_DEFAULTS,
  type TracingArgs,
  type TracingDefaults,
  type TracingGroupArgs,
} from "./tracing-args";
import { tracingName } from "./tracing-name";

/** The checked arguments of a Tracing with all defaults. */
export type TracingSettings = Omit<TracingArgs, keyof TracingDefaults> &
  Omit<TracingDefaults, "groups" | "samplingRules"> & {
    readonly groups: Readonly<Record<string, Required<TracingGroupArgs>>>;
    readonly samplingRules: Readonly<Record<string, SamplingRuleSettings>>;
  };

const PROTOCOLS = ["grpc", "http/protobuf"];
const filterExpression = matching(/\S/, "a filter expression", 'Example: service("orders") { error = true }.');

/**
 * Checks the arguments of a Tracing.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkTracingArgs(name: string, args: TracingArgs): TracingSettings {
  const issues = new ArgumentIssues("Tracing", name);
  const settings = withDefaults(issues, TRACING_DEFAULTS, TRACING_ARGUMENTS, args);
  issues.check("remoteSampling", settings.remoteSampling, booleanValue);
  issues.check("transactionSearch", settings.transactionSearch, booleanValue);
  issues.check("protocol", settings.protocol, oneOf(PROTOCOLS));
  const checked = {
    ...settings,
    groups: checkGroups(issues, settings.groups),
    samplingRules: checkSamplingRules(issues, settings.samplingRules),
    collectorImage: issues.checkInput<string>("collectorImage", settings.collectorImage, imageReference),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, [
    ...Object.keys(checked.groups).map((group) => `group-${group}`),
    ...Object.keys(checked.samplingRules).map((rule) => `rule-${rule}`),
  ]);
  issues.throwIfAny();
  return checked;
}

function checkGroups(
  issues: ArgumentIssues,
  groups: Readonly<Record<string, TracingGroupArgs>>,
): Record<string, Required<TracingGroupArgs>> {
  if (!issues.check("groups", groups, plainObject("an object of groups"))) return {};
  const checked = Object.entries(groups).flatMap(([name, group]) => {
    const path = `groups.${name}`;
    issues.check(path, name, tracingName("a group"));
    issues.checkNames(path, group, ["filterExpression", "insights", "insightNotifications"]);
    if (!isPropertyMap(group)) return [];
    const { insights = false, insightNotifications = false } = group;
    issues.check(`${path}.insights`, insights, booleanValue);
    if (
      issues.check(`${path}.insightNotifications`, insightNotifications, booleanValue) &&
      insightNotifications &&
      !insights
    ) {
      issues.add(`${path}.insightNotifications`, true, {
        code: "conflict",
        statement: "has no effect unless insights is true",
        remedy: "Set insights: true, or remove it.",
      });
    }
    const expression = issues.checkInput(`${path}.filterExpression`, group.filterExpression, filterExpression);
    return [[name, { filterExpression: expression, insights, insightNotifications }] as const];
  });
  return Object.fromEntries(checked);
}

function checkSamplingRules(
  issues: ArgumentIssues,
  rules: NonNullable<TracingArgs["samplingRules"]>,
): Record<string, SamplingRuleSettings> {
  if (!issues.check("samplingRules", rules, plainObject("an object of sampling rules"))) return {};
  const checked = Object.entries(rules).flatMap(([name, rule]) => {
    const settings = checkSamplingRule(issues, name, rule);
    return settings === undefined ? [] : [[name, settings] as const];
  });
  const names = new Map<number, string>();
  for (const [name, { priority }] of checked) {
    const other = names.get(priority);
    if (other !== undefined) {
      issues.add(`samplingRules.${name}.priority`, priority, {
        code: "duplicate",
        statement: `"${other}" has the priority ${priority}, too`,
        remedy: "Use another priority, so that the order of the rules is defined.",
      });
    }
    names.set(priority, name);
  }
  return Object.fromEntries(checked);
}
