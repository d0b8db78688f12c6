import type { Rule } from "../authoring/rule";
import { PRESETS } from "./presets";
import { isFixable } from "./rule-setting";

const nonEmptyString = { type: "string", minLength: 1 };
const level = {
  enum: ["mandatory", "advisory", "off"],
  description: "mandatory: violations block. advisory: violations are only reported. off: the rule is not evaluated.",
};
const levelWithFix = {
  enum: ["remediate", ...level.enum],
  description:
    "The same values as level, and remediate: policy packs apply the rule's fix, and the remaining violations block.",
};
const packLevel = {
  enum: ["mandatory", "remediate", "advisory", "disabled"],
  description: "The enforcement level of the policy, with the names that policy packs use.",
};

/** The JSON Schema of the settings of one policy pack, which are also the content of a `--policy-pack-config` file. */
export const POLICY_PACK_SETTINGS_SCHEMA = {
  type: "object",
  description: "A level, or an object with configuration properties, by policy. The name all stands for every policy.",
  additionalProperties: {
    if: { type: "string" },
    then: packLevel,
    else: { type: "object", properties: { enforcementLevel: packLevel } },
  },
};

const settings = {
  preset: { ...nonEmptyString, description: "The preset that selects the rules and their levels." },
  undecided: {
    enum: ["advise", "block"],
    description: "block: undecided results block like violations. advise: they are only reported. Default: advise.",
  },
  rules: { type: "object", description: "Levels and options that override the preset, by rule ID." },
  policyPacks: {
    type: "object",
    description: "Settings of the policy packs that --policy-pack runs, by the name of the pack.",
    additionalProperties: POLICY_PACK_SETTINGS_SCHEMA,
  },
};
const object = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/** The JSON Schema of `roadbed.yaml`, without the settings of individual rules. */
export const POLICY_FILE_SCHEMA = object({
  extends: {
    type: "array",
    items: nonEmptyString,
    description: "Files, or npm packages that contain a roadbed.yaml, whose settings this file overrides.",
  },
  baseSetup: {
    ...nonEmptyString,
    description:
      "The command that installs and builds the base commit of a pull request. It runs in the directory of this file.",
  },
  ...settings,
  locked: {
    type: "array",
    items: nonEmptyString,
    description: "Rules that files that extend this file cannot weaken or exempt resources from.",
  },
  groups: {
    type: "array",
    description: "Settings for some stacks. Later groups override earlier ones.",
    items: object(
      {
        stacks: {
          type: "array",
          items: nonEmptyString,
          description: "Patterns such as project/stack. * matches any number of characters.",
        },
        ...settings,
      },
      ["stacks"],
    ),
  },
  exemptions: {
    type: "array",
    description: "Temporary suppressions of rules for individual resources.",
    items: object(
      {
        rule: { ...nonEmptyString, description: "The ID of the rule." },
        resource: { ...nonEmptyString, description: "The URN of the resource. * matches any number of characters." },
        reason: { ...nonEmptyString, description: "Why the exemption is needed." },
        owner: { ...nonEmptyString, description: "The person or team that is responsible for the exemption." },
        expires: {
          ...nonEmptyString,
          description: "The last day of the exemption, at most one year ahead, such as 2027-01-31.",
        },
      },
      ["rule", "resource", "reason", "owner", "expires"],
    ),
  },
  exemptionsInCode: {
    enum: ["allow", "ignore"],
    description:
      "Whether comments in the program can grant exemptions. A file that extends a file with ignore cannot set allow. Default: allow.",
  },
});

/** Returns the JSON Schema of `roadbed.yaml` for editors, with every rule and its options. */
export function policyFileSchema(rules: readonly Rule[]): object {
  const known = {
    ...settings,
    preset: { ...settings.preset, enum: Object.keys(PRESETS) },
    rules: object(Object.fromEntries(rules.map((rule) => [rule.id, settingSchema(rule)]))),
  };
  const {
    extends: from,
    baseSetup,
    groups,
    exemptions,
    exemptionsInCode,
    locked,
  } = POLICY_FILE_SCHEMA.properties as Shape;
  const ids = { enum: rules.map(({ id }) => id) };
  const inGroup = { ...groups.items, properties: { ...groups.items.properties, ...refs() } };
  const inExemption = { ...exemptions.items, properties: { ...exemptions.items.properties, rule: ids } };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "roadbed.yaml",
    ...POLICY_FILE_SCHEMA,
    properties: {
      extends: from,
      baseSetup,
      ...refs(),
      locked: { ...locked, items: ids },
      groups: { ...groups, items: inGroup },
      exemptions: { ...exemptions, items: inExemption },
      exemptionsInCode,
    },
    definitions: { level, levelWithFix, ...known },
  };
}

interface Shape {
  readonly extends: object;
  readonly baseSetup: object;
  readonly locked: object;
  readonly groups: { readonly items: { readonly properties: object } };
  readonly exemptions: { readonly items: { readonly properties: object } };
  readonly exemptionsInCode: object;
}

const refs = () =>
  Object.fromEntries(Object.keys(settings).map((name) => [name, { $ref: `#/definitions/${name}` }] as const));

function settingSchema(rule: Rule): object {
  const { title, options } = rule;
  const optionSchemas = Object.entries(options).map(([name, { schema, description, default: value }]) => {
    return [name, { ...schema, description, default: value }] as const;
  });
  const levelSchema = { $ref: `#/definitions/${isFixable(rule) ? "levelWithFix" : "level"}` };
  if (optionSchemas.length === 0) return { description: title, ...levelSchema };
  return {
    description: title,
    anyOf: [levelSchema, object({ level: levelSchema, ...Object.fromEntries(optionSchemas) })],
  };
}
