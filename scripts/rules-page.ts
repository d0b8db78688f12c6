import { PRESETS, rules, type Rule } from "../packages/policies/src";
import { exampleCode } from "../packages/gate/src/rules/example-code";
import { entryOf, schemaText, type RuleEntry } from "../packages/gate/src/rules/rule-entry";
import { byServiceAndSeverity, SEVERITIES } from "../packages/gate/src/rules/rule-selection";
import { prose, table } from "./markdown";

const INTRODUCTION = `# Rules

Every rule, by service and severity. A finding names its rule, and the rule's name is its anchor on this page:
\`docs/rules.md#ecr-tags-immutable\`. In a terminal, \`roadbed explain RULE\` shows the same.

Which controls of frameworks the rules hold is in [Frameworks](frameworks.md); how rules are written, and what undecided
means, in [Policies](policies.md). The examples are those that the rules are tested with, the first of each kind. This page
is made from them by \`npm run docs\`.
`;

/** All rules as a page of the documentation. */
export function rulesPage(): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const entries = rules.map((rule) => entryOf(rule, PRESETS)).sort(byServiceAndSeverity);
  const services = [...new Set(entries.map(({ service }) => service))];
  const sections = services.flatMap((service) => {
    const own = entries.filter((entry) => entry.service === service);
    return [`## ${service}\n`, ...own.map((entry) => ruleSection(entry, byId.get(entry.id)))];
  });
  return [INTRODUCTION, ...overview(entries, services), "", ...sections].join("\n");
}

function overview(entries: readonly RuleEntry[], services: readonly string[]): string[] {
  const counts = (label: string, some: readonly RuleEntry[]): string[] => [
    label,
    String(some.length),
    ...SEVERITIES.map((severity) => String(some.filter((entry) => entry.severity === severity).length)),
  ];
  const rows = services.map((service) =>
    counts(
      `[${service}](#${headingAnchor(service)})`,
      entries.filter((entry) => entry.service === service),
    ),
  );
  return table(["Service", "Rules", ...SEVERITIES], [...rows, counts("all", entries)]);
}

/** As GitHub makes it of a heading. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function ruleSection(entry: RuleEntry, rule: Rule | undefined): string {
  const { id, title, severity, topic, controls, levels, types, why, remedy, options } = entry;
  const [fail] = rule?.examples.fail ?? [];
  const [pass] = rule?.examples.pass ?? [];
  const facts = [
    `Remedy: ${prose(remedy)}`,
    ...Object.entries(controls).map(
      ([framework, ids]) => `[${framework}](frameworks.md#${headingAnchor(framework)}): ${prose(ids.join(", "))}`,
    ),
    `Presets: ${Object.entries(levels)
      .map(([preset, level]) => `${preset} ${level}`)
      .join(", ")}`,
    `Judges: ${types.map((type) => `\`${type}\``).join(", ")}`,
    ...options.map(
      ({ name, schema, default: value, describe }) =>
        `Option \`${name}\` (${schemaText(schema)}, default \`${JSON.stringify(value)}\`): ${prose(describe)}`,
    ),
  ];
  return [
    `### ${id}\n`,
    `**${prose(title)}** (${severity}, ${topic})\n`,
    `${prose(why)}\n`,
    `${facts.map((fact) => `- ${fact}`).join("\n")}\n`,
    "```ts",
    "// stopped",
    ...(fail === undefined ? [] : [exampleCode(fail)]),
    ...(pass === undefined ? [] : ["", "// let through", exampleCode(pass)]),
    "```\n",
  ].join("\n");
}
