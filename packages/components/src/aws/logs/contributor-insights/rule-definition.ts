import type * as pulumi from "@pulumi/pulumi";
import type { ContributorFilter, ContributorRule } from "./contributor-insights-args";

/** The operators of filters, and their names in rules. */
export const FILTER_OPERATORS = {
  in: "In",
  notIn: "NotIn",
  startsWith: "StartsWith",
  greaterThan: "GreaterThan",
  lessThan: "LessThan",
  equalTo: "EqualTo",
  notEqualTo: "NotEqualTo",
  isPresent: "IsPresent",
} as const;

/** Returns the definition of a rule, with inputs for what is known only after the deployment. */
export const ruleDefinition = (
  { format, fields, keys, sumOf, filters = [] }: ContributorRule,
  logGroupNames: readonly pulumi.Input<string>[],
) => ({
  Schema: { Name: "CloudWatchLogRule", Version: 1 },
  LogGroupNames: [...logGroupNames],
  LogFormat: format,
  ...(fields && { Fields: { ...fields } }),
  Contribution: {
    Keys: [...keys],
    ...(sumOf !== undefined && { ValueOf: sumOf }),
    Filters: filters.map(filterDefinition),
  },
  AggregateOn: sumOf === undefined ? "Count" : "Sum",
});

const filterDefinition = ({ match, ...operators }: ContributorFilter): Record<string, unknown> => ({
  Match: match,
  ...Object.fromEntries(
    Object.entries(operators).map(([name, value]) => [FILTER_OPERATORS[name as keyof typeof FILTER_OPERATORS], value]),
  ),
});
