import type { PropertyChange, Controls, Level, OptionSchema, Preset, Rule, Severity, Topic } from "@roadbed/policies";

/** A rule as people look it up: what it says of itself, and what follows from that. */
export interface RuleEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly topic: Topic;
  /** The module of the provider's SDK that most of its resource types are in: `aws.ecr`, `kubernetes`. */
  readonly service: string;
  readonly types: readonly string[];
  readonly controls: Controls;
  /** By preset; the presets that the rule is not part of are left out. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly why: string;
  readonly remedy: string;
  readonly options: readonly OptionEntry[];
  /** What a pack sets at the level `remediate`, as in the first failing example; absent if it can set nothing. */
  readonly fix?: readonly PropertyChange[];
  /** Where the documentation has it. The anchor never changes. */
  readonly page: string;
}

export interface OptionEntry {
  readonly name: string;
  readonly schema: OptionSchema;
  readonly default: unknown;
  readonly describe: string;
}

const PAGE = "docs/rules.md";

/** The page of a rule in the documentation. */
export function pageOf(id: string): string {
  return `${PAGE}#${id}`;
}

/** @param fix what the rule's fix sets in an example */
export function entryOf(
  rule: Rule,
  presets: Readonly<Record<string, Preset>>,
  fix: readonly PropertyChange[],
): RuleEntry {
  const { id, title, severity, topic, controls = {}, why, remedy } = rule;
  const types = [...new Set(rule.types)];
  const levels = Object.entries(presets).flatMap(([name, preset]) => {
    const level = preset(rule);
    return level === undefined ? [] : [[name, level] as const];
  });
  return {
    ...{ id, title, severity, topic, service: serviceOf(id, types), types, controls },
    levels: Object.fromEntries(levels),
    ...{ why, remedy },
    options: Object.entries(rule.options).map(([name, { schema, default: value, describe }]) => ({
      name,
      schema,
      default: value,
      describe,
    })),
    ...(fix.length > 0 && { fix }),
    page: pageOf(id),
  };
}

/** What a pack sets, as one line of properties. */
export const fixText = (fix: readonly PropertyChange[]): string =>
  fix.map(({ path, value }) => `${path}: ${JSON.stringify(value)}`).join(", ");

/** The service that the id begins with, if one of the types is of it; else the one that most types are of. */
export function serviceOf(id: string, types: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(serviceOfType(type), (counts.get(serviceOfType(type)) ?? 0) + 1);
  const named = `aws.${id.split("-")[0] ?? ""}`;
  const most = Math.max(...counts.values());
  return counts.has(named) ? named : ([...counts].find(([, count]) => count === most)?.[0] ?? "");
}

/** A module of the AWS SDK is a service; any other provider is one. */
function serviceOfType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "aws") return `aws.${module.split("/")[0] ?? ""}`;
  return provider === "pulumi" ? name : provider;
}

const SCHEMA_NAMES = { boolean: "true or false", integer: "whole number", string: "text" } as const;

/** What values an option takes, in words. */
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
