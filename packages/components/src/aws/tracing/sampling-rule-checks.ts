import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { expected, integerBetween, integerFrom, plainObject } from "../../shared/checks";
import { percentage } from "./percentage";
import type { TracingSamplingRuleArgs } from "./tracing-args";
import { tracingName } from "./tracing-name";

/** A checked sampling rule with all defaults. */
export type SamplingRuleSettings = Required<TracingSamplingRuleArgs>;

/** The properties that match requests, and the number of characters that X-Ray allows in each. */
// https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
const MATCHES = { serviceName: 64, serviceType: 64, host: 64, httpMethod: 10, urlPath: 128, resourceArn: 500 } as const;
const MAX_ATTRIBUTES = 5;
const MAX_ATTRIBUTE_CHARACTERS = 32;
const ARGUMENTS: Readonly<Record<keyof TracingSamplingRuleArgs, true>> = {
  priority: true,
  percent: true,
  reservoirPerSecond: true,
  serviceName: true,
  serviceType: true,
  host: true,
  httpMethod: true,
  urlPath: true,
  resourceArn: true,
  attributes: true,
};

const text = (maxCharacters: number): Check<unknown> => {
  const what = `a string of 1 to ${maxCharacters} characters`;
  return (value) => {
    if (typeof value !== "string") return expected("wrong-type", what);
    return value.length >= 1 && value.length <= maxCharacters ? undefined : expected("out-of-range", what);
  };
};

/** Checks a sampling rule; returns `undefined` if it is not an object. */
export function checkSamplingRule(
  issues: ArgumentIssues,
  name: string,
  rule: TracingSamplingRuleArgs,
): SamplingRuleSettings | undefined {
  const path = `samplingRules.${name}`;
  issues.check(path, name, tracingName("a sampling rule"));
  issues.checkNames(path, rule, Object.keys(ARGUMENTS));
  if (!isPropertyMap(rule)) return undefined;
  const { priority, percent, reservoirPerSecond = 1 } = rule;
  issues.check(`${path}.priority`, priority, integerBetween(1, 9999));
  issues.check(`${path}.percent`, percent, percentage);
  issues.check(`${path}.reservoirPerSecond`, reservoirPerSecond, integerFrom(0));
  const match = (property: keyof typeof MATCHES) =>
    issues.checkInput(`${path}.${property}`, rule[property] ?? "*", text(MATCHES[property]));
  return {
    priority,
    percent,
    reservoirPerSecond,
    serviceName: match("serviceName"),
    serviceType: match("serviceType"),
    host: match("host"),
    httpMethod: match("httpMethod"),
    urlPath: match("urlPath"),
    resourceArn: match("resourceArn"),
    attributes: checkAttributes(issues, `${path}.attributes`, rule.attributes ?? {}),
  };
}

function checkAttributes(
  issues: ArgumentIssues,
  path: string,
  attributes: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> {
  if (!issues.check(path, attributes, plainObject("an object of strings"))) return {};
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES) {
    const statement = `expected at most ${MAX_ATTRIBUTES} attributes, got ${entries.length}`;
    issues.add(path, attributes, { code: "out-of-range", statement });
  }
  const checked = entries.map(([name, value]) => {
    const attributePath = `${path}[${JSON.stringify(name)}]`;
    issues.check(attributePath, name, text(MAX_ATTRIBUTE_CHARACTERS));
    return [name, issues.checkInput(attributePath, value, text(MAX_ATTRIBUTE_CHARACTERS))] as const;
  });
  return Object.fromEntries(checked);
}
