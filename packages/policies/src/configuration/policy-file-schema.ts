import type { Rule } from "../authoring/rule";
import { PRESETS } from "./presets";
import { isFixable } from "./rule-setting";

const text = { type: "string", minLength: 1 };
const level = { enum: ["mandatory", "advisory", "off"], description: "Whether the rule blocks, advises or is off." };
const levelOfFixable = {
  enum: ["remediate", ...level.enum],
  description: "As level; remediate: packs set what the rule asks for, and block what that does not make right.",
};
const settings = {
  preset: { ...text, description: "The rules to apply, and how." },
  undecided: {
    enum: ["advise", "block"],
    description: "Whether what cannot be decided before the deployment blocks. Default: advise.",
  },
  rules: { type: "object", description: "What is different from the preset, by rule." },
};
const object = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/** The form of a `roadbed.yaml`, as JSON Schema. What it says of single rules is left open. */
export const POLICY_FILE_SCHEMA = object({
  extends: {
    type: "array",
    items: text,
    description: "Files, or npm packages with a roadbed.yaml, whose settings hold where this file says nothing.",
  },
  baseSetup: {
    ...text,
    description: "Command that installs and builds the base of a pull request, in the folder of this file.",
  },
  ...settings,
  locked: {
    type: "array",
    items: text,
    description: "Rules that no file which extends this one may weaken or exempt from.",
  },
  groups: {
    type: "array",
    description: "What is different for some stacks. Later groups win.",
    items: object(
      {
        stacks: { type: "array", items: text, description: "project/stack; * stands for any characters." },
        ...settings,
      },
      ["stacks"],
    ),
  },
  exemptions: {
    type: "array",
    description: "Leave for single resources to break a rule for a time.",
    items: object(
      {
        rule: { ...text, description: "The rule's id." },
        resource: { ...text, description: "URN; * stands for any characters." },
        reason: { ...text, description: "Why it has to be so for now." },
        owner: { ...text, description: "Who answers for it." },
        expires: { ...text, description: "The last day, at most a year ahead, as 2027-01-31." },
      },
      ["rule", "resource", "reason", "owner", "expires"],
    ),
  },
  exemptionsInCode: {
    enum: ["allow", "ignore"],
    description:
      "Whether comments in the program exempt too; no file that extends one with ignore can allow it. Default: allow.",
  },
});

/** The JSON Schema of `roadbed.yaml` for editors, with every rule and its options. */
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
    definitions: { level, levelOfFixable, ...known },
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
  const described = Object.entries(options).map(([name, { schema, describe, default: value }]) => {
    return [name, { ...schema, description: describe, default: value }] as const;
  });
  const alone = { $ref: `#/definitions/${isFixable(rule) ? "levelOfFixable" : "level"}` };
  if (described.length === 0) return { description: title, ...alone };
  return { description: title, anyOf: [alone, object({ level: alone, ...Object.fromEntries(described) })] };
}
