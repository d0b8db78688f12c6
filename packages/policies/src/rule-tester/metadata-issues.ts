import type { Rule } from "../authoring/rule";
import { optionValueIssue } from "../authoring/option-builders";

/** Returns the issues in a rule's metadata. */
export function metadataIssues({ id, title, why, remedy, options, types, examples, ...rule }: Rule): readonly string[] {
  const forbids = rule.kind === "resource" && rule.forbidsResource;
  return [
    ...issueUnless(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id),
      `id: expected lowercase words joined by hyphens, got ${JSON.stringify(id)}`,
    ),
    ...issueUnless(title !== "" && !title.endsWith("."), "title: expected one line without a period"),
    ...issueUnless(/\w.*[.?!]$/s.test(why), "why: expected a sentence"),
    ...issueUnless(/\w.*[.?!]$/s.test(remedy), "remedy: expected a sentence"),
    ...issueUnless(
      rule.kind === "plan" || rule.kind === "change" || types.length > 0,
      "on: expected at least one resource type",
    ),
    ...issueUnless(examples.fail.length > 0, "examples.fail: expected at least one example"),
    ...issueUnless(forbids || examples.pass.length > 0, "examples.pass: expected at least one example"),
    ...Object.entries(options).flatMap(([name, { schema, default: value, description }]) => [
      ...issueUnless(
        optionValueIssue(schema, value) === undefined,
        `options.${name}.default: ${optionValueIssue(schema, value) ?? ""}`,
      ),
      ...issueUnless(description !== "", `options.${name}: expected a description`),
    ]),
  ];
}

const issueUnless = (condition: boolean, issue: string): readonly string[] => (condition ? [] : [issue]);
