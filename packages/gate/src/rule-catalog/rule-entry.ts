import type {
  ChangeRuleBlocking,
  Controls,
  Level,
  OptionSchema,
  Preset,
  PropertyChange,
  Rule,
  Severity,
  Topic,
} from "@roadbed/policies";
import { ruleDocsUrl, ruleService } from "../model/rule-docs";

/** The documentation of a rule: the rule's metadata, and values derived from the metadata. */
export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly topic: Topic;
  /** The service that the rule is listed under, such as `aws.ecr` or `kubernetes`. */
  readonly service: string;
  /** The resource types that the rule applies to. Empty for rules that only the gate evaluates. */
  readonly types: readonly string[];
  /** Whether policy packs do not contain the rule, because they do not receive the data that it evaluates. */
  readonly gateOnly: boolean;
  readonly controls: Controls;
  /** When an issue blocks the change. Present for rules on changes, which all presets contain. */
  readonly blocks?: ChangeRuleBlocking;
  /** The level of the rule in each preset that contains it. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly why: string;
  readonly remedy: string;
  readonly options: readonly OptionEntry[];
  /**
   * The properties that a policy pack sets at the level `remediate` in the first failing example. Absent if there is no
   * fix.
   */
  readonly fix?: readonly PropertyChange[];
  /** The URL of the rule's documentation. */
  readonly docsUrl: string;
}

/** The documentation of a rule option. */
export interface OptionEntry {
  readonly name: string;
  readonly schema: OptionSchema;
  readonly default: unknown;
  readonly description: string;
}

/** What the package of the rules knows about a rule. */
export interface RuleFacts {
  readonly presets: Readonly<Record<string, Preset>>;
  /** The properties that the rule's fix sets in an example. */
  readonly fix: readonly PropertyChange[];
  /** Whether policy packs can contain the rule. */
  readonly packable: boolean;
}

/** Returns the documentation of a rule. */
export function entryOf(rule: Rule, { presets, fix, packable }: RuleFacts): RuleEntry {
  const { id, title, severity, topic, controls = {}, why, remedy } = rule;
  const types = [...new Set(rule.types)];
  const levels = Object.entries(presets).flatMap(([name, preset]) => {
    const level = preset(rule);
    return level === undefined ? [] : [[name, level] as const];
  });
  return {
    ...{ id, title, severity, topic, service: ruleService(rule), types, gateOnly: !packable, controls },
    ...(rule.kind === "change" && { blocks: rule.blocks }),
    levels: Object.fromEntries(levels),
    ...{ why, remedy },
    options: Object.entries(rule.options).map(([name, { schema, default: value, description }]) => ({
      name,
      schema,
      default: value,
      description,
    })),
    ...(fix.length > 0 && { fix }),
    docsUrl: ruleDocsUrl(rule),
  };
}

/** The sentence that documents a rule which only the gate evaluates. */
export const GATE_ONLY = "Only roadbed check evaluates this rule. Policy packs do not contain it.";

/** The sentences that document when a rule on changes blocks. */
export const BLOCKING: Readonly<Record<ChangeRuleBlocking, string>> = {
  always: "All presets contain this rule. An issue blocks the change until it is approved.",
  strict: "All presets contain this rule. An issue blocks the change with --strict or the preset strict.",
  never: "All presets contain this rule. An issue is only reported.",
};

/** Returns the properties that a fix sets, on one line. */
export const fixText = (fix: readonly PropertyChange[]): string =>
  fix.map(({ path, value }) => `${path}: ${JSON.stringify(value)}`).join(", ");

const SCHEMA_NAMES = { boolean: "true or false", integer: "integer", string: "string" } as const;

/** Returns a short description of an option's values, such as `integer from 1`. */
export function schemaText(schema: OptionSchema): string {
  switch (schema.type) {
    case "array":
      return `list of ${schemaText(schema.items)}${schema.items.type === "boolean" ? "" : "s"}`;
    case "string":
      return schema.enum === undefined ? SCHEMA_NAMES.string : `one of ${schema.enum.join(", ")}`;
    case "integer": {
      const { minimum, maximum } = schema;
      const bounds = [
        ...(minimum === undefined ? [] : [`from ${minimum}`]),
        ...(maximum === undefined ? [] : [`up to ${maximum}`]),
      ];
      return [SCHEMA_NAMES.integer, ...bounds].join(" ");
    }
    case "boolean":
      return SCHEMA_NAMES.boolean;
  }
}
