import type { ArgumentIssues, Check } from "../../../shared/argument-issues";
import { booleanValue, expected, oneOf, plainObject } from "../../../shared/checks";
import { alternatives } from "../../../shared/wording";
import { childKey } from "../../shared/children";
import type { ContributorFilter, ContributorInsightsArgs, ContributorRule } from "./contributor-insights-args";
import { FILTER_OPERATORS } from "./rule-definition";
import { asciiString, checkFields, fieldCheck } from "./rule-fields";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html
const MAX_KEYS = 4;
const MAX_FILTERS = 4;
const MAX_STRINGS = 10;

const PROPERTIES: Readonly<Record<keyof ContributorRule, true>> = {
  format: true,
  fields: true,
  keys: true,
  sumOf: true,
  filters: true,
  title: true,
};
const OPERATORS = Object.keys(FILTER_OPERATORS);

const ruleName = childKey("the name of a rule", "rejected-sources");
const finiteNumber: Check<unknown> = (value) => {
  if (typeof value === "number" && Number.isFinite(value)) return undefined;
  const remedy =
    typeof value === "string"
      ? 'Compare strings with the operator in: { match: "$.action", in: ["BLOCK"] }.'
      : undefined;
  return expected("wrong-type", "a finite number", remedy);
};

/** Checks the rules. */
export function checkRules(issues: ArgumentIssues, rules: ContributorInsightsArgs["rules"]): void {
  const remedy = "Example: contributors.vpcFlowLogs().";
  if (!issues.check("rules", rules, plainObject("an object of rules", remedy))) return;
  const entries = Object.entries(rules);
  if (entries.length === 0) {
    issues.add("rules", undefined, { code: "out-of-range", statement: "expected at least one rule, got none", remedy });
  }
  for (const [key, rule] of entries) {
    const path = `rules.${key}`;
    issues.check(path, key, ruleName);
    if (!issues.checkNames(path, rule, Object.keys(PROPERTIES), "property")) continue;
    if (issues.check(`${path}.format`, rule.format, oneOf(["CLF", "JSON"]))) checkRule(issues, path, rule);
    if (rule.title !== undefined) issues.check(`${path}.title`, rule.title, title);
  }
}

const title: Check<unknown> = (value) =>
  typeof value === "string" && /^[^\n]*\S[^\n]*$/.test(value)
    ? undefined
    : expected("invalid-format", "a text of one line");

function checkRule(issues: ArgumentIssues, path: string, rule: ContributorRule): void {
  const { format, keys, sumOf, filters = [] } = rule;
  const field = fieldCheck(format, checkFields(issues, `${path}.fields`, rule));
  checkKeys(issues, `${path}.keys`, keys, field);
  if (sumOf !== undefined) issues.check(`${path}.sumOf`, sumOf, field);
  const fieldPath = `${path}.filters`;
  if (!checkList(issues, fieldPath, filters, { what: "filters", minimum: 0, maximum: MAX_FILTERS })) return;
  [...filters].forEach((filter, index) => checkFilter(issues, `${fieldPath}[${index}]`, filter, field));
}

function checkKeys(issues: ArgumentIssues, path: string, keys: readonly string[], field: Check<unknown>): void {
  if (!checkList(issues, path, keys, { what: "fields", minimum: 1, maximum: MAX_KEYS })) return;
  const elements = [...keys];
  elements.forEach((key, index) => {
    issues.check(`${path}[${index}]`, key, field);
    if (elements.indexOf(key) < index) {
      issues.add(`${path}[${index}]`, key, { code: "duplicate", statement: (got) => `the field ${got} occurs twice` });
    }
  });
}

/** Checks that a value is an array with a number of elements. */
function checkList(
  issues: ArgumentIssues,
  path: string,
  values: unknown,
  { what, minimum, maximum }: { readonly what: string; readonly minimum: number; readonly maximum: number },
): boolean {
  if (!Array.isArray(values)) {
    issues.add(path, values, expected("wrong-type", `an array of ${what}`));
    return false;
  }
  if (values.length >= minimum && values.length <= maximum) return true;
  const range = minimum === 0 ? `at most ${maximum}` : `${minimum} to ${maximum}`;
  issues.add(path, undefined, { code: "out-of-range", statement: `expected ${range} ${what}, got ${values.length}` });
  return true;
}

function checkFilter(issues: ArgumentIssues, path: string, filter: ContributorFilter, field: Check<unknown>): void {
  if (!issues.checkNames(path, filter, ["match", ...OPERATORS], "property")) return;
  issues.check(`${path}.match`, filter.match, field);
  const operators = Object.entries(filter).filter(([name, value]) => OPERATORS.includes(name) && value !== undefined);
  if (operators.length !== 1) {
    const names = operators.map(([name]) => name);
    issues.add(path, undefined, {
      code: names.length === 0 ? "missing" : "conflict",
      statement: `expected one operator, got ${names.length === 0 ? "none" : names.join(" and ")}`,
      remedy:
        names.length === 0 ? `Use ${alternatives(OPERATORS)}.` : "Write several filters, which are combined with AND.",
    });
  }
  for (const [name, value] of operators) checkOperand(issues, `${path}.${name}`, name, value);
}

function checkOperand(issues: ArgumentIssues, path: string, operator: string, value: unknown): void {
  if (operator === "isPresent") {
    issues.check(path, value, booleanValue);
  } else if (operator === "in" || operator === "notIn" || operator === "startsWith") {
    if (!checkList(issues, path, value, { what: "strings", minimum: 1, maximum: MAX_STRINGS })) return;
    [...(value as readonly unknown[])].forEach((each, index) =>
      issues.check(`${path}[${index}]`, each, asciiString("a string")),
    );
  } else {
    issues.check(path, value, finiteNumber);
  }
}
