import type { ArgumentIssues, Check } from "../../../shared/argument-issues";
import { expected, plainObject } from "../../../shared/checks";
import { quote, suggestName } from "../../../shared/wording";
import type { ContributorRule } from "./contributor-insights-args";

const JSON_FIELD = /^\$(?:\.[\w@-]+(?:\[\d+\])*)+$/;
const POSITION = /^[1-9]\d{0,3}$/;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutInsightRule.html
const ASCII = /^[\x20-\x7e]+$/;

/** Accepts strings that definitions of rules can contain. */
export const asciiString =
  (what: string): Check<unknown> =>
  (value) => {
    if (typeof value !== "string") return expected("wrong-type", what);
    return ASCII.test(value) ? undefined : expected("invalid-format", `${what} of ASCII characters`);
  };

/** Checks the names of fields. Returns them. */
export function checkFields(issues: ArgumentIssues, path: string, { format, fields }: ContributorRule): string[] {
  if (fields === undefined) return [];
  if (format === "JSON") {
    issues.add(path, undefined, {
      code: "conflict",
      statement: "log events in JSON have properties with names",
      remedy: 'Remove fields, and refer to properties such as "$.ip".',
    });
    return [];
  }
  if (!issues.check(path, fields, plainObject("names of fields by position", 'Example: { 4: "srcaddr" }.'))) return [];
  const names = new Map<string, string>();
  for (const [position, name] of Object.entries(fields)) {
    const fieldPath = `${path}[${JSON.stringify(position)}]`;
    issues.check(fieldPath, position, fieldPosition);
    if (!issues.check(fieldPath, name, fieldName)) continue;
    const other = names.get(name);
    if (other !== undefined) {
      issues.add(fieldPath, name, {
        code: "duplicate",
        statement: (got) => `the field at position ${other} also has the name ${got}`,
      });
    }
    names.set(name, position);
  }
  return [...names.keys()];
}

const fieldName: Check<unknown> = (name) => {
  if (typeof name === "string" && POSITION.test(name)) {
    return expected("invalid-format", "the name of a field", "A number would refer to the field at that position.");
  }
  return asciiString("the name of a field")(name);
};

const fieldPosition: Check<unknown> = (position) =>
  typeof position === "string" && POSITION.test(position)
    ? undefined
    : expected("invalid-format", "the position of a field", "The first field has the position 1.");

/** Returns a check that accepts the fields of a format. `names` are those of the Common Log Format. */
export const fieldCheck =
  (format: ContributorRule["format"], names: readonly string[]): Check<unknown> =>
  (field) => {
    const what = format === "JSON" ? "a property of log events" : "a name or the position of a field";
    if (typeof field !== "string") return expected("wrong-type", what);
    if (format === "JSON") {
      if (JSON_FIELD.test(field)) return undefined;
      const written = `$.${field.replace(/^\$?\.?/, "")}`;
      return expected("invalid-format", what, `Write ${quote(JSON_FIELD.test(written) ? written : "$.client.ip")}.`);
    }
    if (names.includes(field) || POSITION.test(field)) return undefined;
    const remedy = names.length === 0 ? 'Name it in fields, such as { 4: "srcaddr" }.' : suggestName(field, names);
    return expected("not-allowed", what, remedy);
  };
