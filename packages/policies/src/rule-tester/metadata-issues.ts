import type { Rule } from "../authoring/rule";
import { optionValueIssue } from "../authoring/option-builders";

/** What is wrong with what a rule says about itself. */
export function metadataIssues({ id, title, why, remedy, options, types, examples, ...rule }: Rule): readonly string[] {
  const forbids = rule.kind === "resource" && rule.forbids;
  return [
    ...unless(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id),
      `the id ${JSON.stringify(id)} must be words in small letters, joined by dashes`,
    ),
    ...unless(title !== "" && !title.endsWith("."), "the title must be a line without a full stop"),
    ...unless(/\w.*[.?!]$/s.test(why), "why must be a sentence"),
    ...unless(/\w.*[.?!]$/s.test(remedy), "the remedy must be a sentence"),
    ...unless(types.length > 0, "the rule is on no resource type"),
    ...unless(examples.fail.length > 0, "there is no failing example"),
    ...unless(forbids || examples.pass.length > 0, "there is no passing example"),
    ...Object.entries(options).flatMap(([name, { schema, default: value, describe }]) => [
      ...unless(
        optionValueIssue(schema, value) === undefined,
        `the default of option ${name} ${optionValueIssue(schema, value) ?? ""}`,
      ),
      ...unless(describe !== "", `option ${name} is not described`),
    ]),
  ];
}

const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);
