import { defineRule } from "../authoring/define-rule";
import { integerOption, stringListOption } from "../authoring/option-builders";
import { configure, PolicySettingsError, type RuleSettings } from "./settings";

const base = { why: "W.", remedy: "R.", on: "aws:sqs/queue:Queue", examples: { pass: [{}], fail: [{}] } } as const;
const rules = [
  defineRule({ ...base, id: "sqs-encrypted", title: "T", severity: "high", check: () => "x" }),
  defineRule({
    ...base,
    id: "sqs-retention",
    title: "T",
    severity: "medium",
    controls: { "pss-baseline": ["Host Namespaces"] },
    options: { minimumDays: integerOption(4, "D", { minimum: 1, maximum: 14 }), except: stringListOption([], "E") },
    check: () => "x",
  }),
  defineRule({ ...base, id: "sqs-one-owner", title: "T", severity: "low", topic: "drift", check: () => "x" }),
];

const levels = (settings?: RuleSettings) =>
  Object.fromEntries(configure(rules, settings).map(({ rule, level }) => [rule.id, level]));

function problemsOf(settings: unknown): readonly string[] {
  try {
    configure(rules, settings as RuleSettings);
  } catch (error) {
    if (error instanceof PolicySettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe("presets", () => {
  it.each([
    [undefined, { "sqs-encrypted": "mandatory", "sqs-retention": "advisory", "sqs-one-owner": "advisory" }],
    ["strict", { "sqs-encrypted": "mandatory", "sqs-retention": "mandatory", "sqs-one-owner": "mandatory" }],
    ["drift", { "sqs-one-owner": "advisory" }],
    ["kubernetes-restricted", { "sqs-retention": "mandatory" }],
    ["pss-baseline", { "sqs-retention": "mandatory" }],
    ["cis-aws-3.0", {}],
  ])("selects rules for the preset %s by their metadata", (preset, expected) => {
    expect(levels(preset === undefined ? {} : { preset })).toEqual(expected);
  });
});

describe("configure", () => {
  it("sets the levels and options of individual rules, including rules outside the preset", () => {
    const settings: RuleSettings = {
      preset: "drift",
      undecided: "block",
      rules: {
        "sqs-one-owner": "off",
        "sqs-encrypted": "advisory",
        "sqs-retention": { level: "mandatory", minimumDays: 7, except: ["dead-letters"] },
      },
    };
    expect(configure(rules, settings)).toEqual([
      { rule: rules[0], level: "advisory", options: {}, undecided: "block" },
      { rule: rules[1], level: "mandatory", options: { minimumDays: 7, except: ["dead-letters"] }, undecided: "block" },
    ]);
  });

  it("keeps the level of the preset if only options are set", () => {
    expect(levels({ rules: { "sqs-retention": { minimumDays: 7 } } })).toMatchObject({ "sqs-retention": "advisory" });
  });

  it.each<[string, unknown, string]>([
    ["a misspelled preset", { preset: "stritc" }, 'Unknown preset "stritc". Did you mean "strict"?'],
    ["a preset with the name of a JavaScript property", { preset: "constructor" }, 'Unknown preset "constructor"'],
    [
      "a misspelled rule",
      { rules: { "sqs-encryptd": "off" } },
      'Unknown rule "sqs-encryptd". Did you mean "sqs-encrypted"?',
    ],
    [
      "a part of a rule's name",
      { rules: { retention: "off" } },
      'Unknown rule "retention". Did you mean "sqs-retention"?',
    ],
    [
      "a rule with the name of a JavaScript property",
      { rules: JSON.parse('{"__proto__":"off"}') as object },
      'Unknown rule "__proto__"',
    ],
    [
      "an invalid level",
      { rules: { "sqs-encrypted": "of" } },
      'The level of sqs-encrypted must be "mandatory", "advisory" or "off".',
    ],
    [
      "null as a level",
      { rules: { "sqs-encrypted": null } },
      'The level of sqs-encrypted must be "mandatory", "advisory" or "off".',
    ],
    [
      "an array as a level",
      { rules: { "sqs-encrypted": ["off"] } },
      'The level of sqs-encrypted must be "mandatory", "advisory" or "off".',
    ],
    [
      "a misspelled option",
      { rules: { "sqs-retention": { minimumDay: 3 } } },
      'sqs-retention: Unknown option "minimumDay". Did you mean "minimumDays"?',
    ],
    [
      "an option of a rule without options",
      { rules: { "sqs-encrypted": { days: 3 } } },
      'sqs-encrypted: Unknown option "days". There are none.',
    ],
    [
      "an option out of range",
      { rules: { "sqs-retention": { minimumDays: 15 } } },
      "Option minimumDays of sqs-retention must be an integer from 1 up to 14.",
    ],
    [
      "an option as a string",
      { rules: { "sqs-retention": { minimumDays: "7" } } },
      "Option minimumDays of sqs-retention must be an integer from 1 up to 14.",
    ],
    [
      "an invalid array element",
      { rules: { "sqs-retention": { except: [1] } } },
      "Option except of sqs-retention must be an array in which every element must be a string.",
    ],
    ["an invalid value for undecided", { undecided: "fail" }, 'undecided: expected "advise" or "block".'],
  ])("reports %s", (_, settings, problem) => {
    expect(problemsOf(settings)).toEqual([expect.stringContaining(problem)]);
  });

  it("reports all problems at once and rejects two rules with the same ID", () => {
    expect(problemsOf({ preset: "x", undecided: "y", rules: { z: "off" } })).toHaveLength(3);
    expect(() => configure([...rules, ...rules.slice(0, 1)])).toThrow("Two rules have the ID sqs-encrypted.");
  });
});
