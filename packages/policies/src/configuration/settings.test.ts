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

function issuesOf(settings: unknown): PolicySettingsError["issues"] {
  try {
    configure(rules, settings as RuleSettings);
  } catch (error) {
    if (error instanceof PolicySettingsError) return error.issues;
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

  const INVALID: readonly (readonly [name: string, settings: unknown, path: readonly string[]])[] = [
    ["a misspelled preset", { preset: "stritc" }, ["preset"]],
    ["a preset with the name of a JavaScript property", { preset: "constructor" }, ["preset"]],
    ["a misspelled rule", { rules: { "sqs-encryptd": "off" } }, ["rules", "sqs-encryptd"]],
    ["a part of a rule ID", { rules: { retention: "off" } }, ["rules", "retention"]],
    [
      "a rule with the name of a JavaScript property",
      { rules: JSON.parse('{"__proto__":"off"}') as object },
      ["rules", "__proto__"],
    ],
    ["an invalid level", { rules: { "sqs-encrypted": "of" } }, ["rules", "sqs-encrypted"]],
    ["null as a level", { rules: { "sqs-encrypted": null } }, ["rules", "sqs-encrypted"]],
    ["an array as a level", { rules: { "sqs-encrypted": ["off"] } }, ["rules", "sqs-encrypted"]],
    [
      "a misspelled option",
      { rules: { "sqs-retention": { minimumDay: 3 } } },
      ["rules", "sqs-retention", "minimumDay"],
    ],
    [
      "an option of a rule without options",
      { rules: { "sqs-encrypted": { days: 3 } } },
      ["rules", "sqs-encrypted", "days"],
    ],
    [
      "an option that is out of range",
      { rules: { "sqs-retention": { minimumDays: 15 } } },
      ["rules", "sqs-retention", "minimumDays"],
    ],
    [
      "a string as an integer option",
      { rules: { "sqs-retention": { minimumDays: "7" } } },
      ["rules", "sqs-retention", "minimumDays"],
    ],
    ["an invalid array element", { rules: { "sqs-retention": { except: [1] } } }, ["rules", "sqs-retention", "except"]],
    ["an invalid value for undecided", { undecided: "fail" }, ["undecided"]],
  ];

  it.each(INVALID)("reports %s", (_, settings, path) => {
    expect(issuesOf(settings).map((issue) => issue.path)).toEqual([path]);
  });

  it("describes each issue, its location and the remedy", () => {
    expect(INVALID.flatMap(([, settings]) => issuesOf(settings).map(({ message }) => message))).toMatchInlineSnapshot(`
      [
        "Unknown preset "stritc". Did you mean "strict"?",
        "Unknown preset "constructor". Expected one of "baseline", "strict", "customer-keys", "drift", "kubernetes-baseline", "kubernetes-restricted", "aws-fsbp", "cis-aws-3.0", "cis-aws-4.0", "cis-eks-1.4", "pss-baseline", "pss-restricted".",
        "Unknown rule "sqs-encryptd". Did you mean "sqs-encrypted"?",
        "Unknown rule "retention". Did you mean "sqs-retention"?",
        "Unknown rule "__proto__". Expected one of "sqs-encrypted", "sqs-retention", "sqs-one-owner".",
        "sqs-encrypted: Expected the level "mandatory", "advisory", or "off", got "of".",
        "sqs-encrypted: Expected the level "mandatory", "advisory", or "off", got null.",
        "sqs-encrypted: Expected the level "mandatory", "advisory", or "off", got ["off"].",
        "sqs-retention: Unknown option "minimumDay". Did you mean "minimumDays"?",
        "sqs-encrypted: Unknown option "days". There are no options.",
        "sqs-retention: Option "minimumDays": expected an integer from 1 to 14, got 15.",
        "sqs-retention: Option "minimumDays": expected an integer from 1 to 14, got "7".",
        "sqs-retention: Option "except": expected an array in which every element is a string, got [1].",
        "undecided: expected "advise" or "block", got "fail".",
      ]
    `);
  });

  it("reports all issues at once", () => {
    const issues = issuesOf({ preset: "x", undecided: "y", rules: { z: "off" } });
    expect(issues.map(({ path }) => path)).toEqual([["undecided"], ["preset"], ["rules", "z"]]);
  });

  it("rejects two rules with the same ID", () => {
    expect(() => configure([...rules, ...rules.slice(0, 1)])).toThrow("Two rules have the ID sqs-encrypted.");
  });
});
