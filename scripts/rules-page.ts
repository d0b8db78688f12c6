import { PRESETS, rules, type Rule } from "../packages/policies/src";
import { exampleFix } from "../packages/policies/src/internal";
import { exampleCode } from "../packages/gate/src/rule-catalog/example-code";
import { entryOf, fixText, schemaText, type RuleEntry } from "../packages/gate/src/rule-catalog/rule-entry";
import { byServiceAndSeverity, SEVERITIES } from "../packages/gate/src/rule-catalog/rule-selection";
import { prose, table } from "./markdown";

const INTRODUCTION = `# Rules

Every rule, by service and severity. A finding names its rule, and the rule's name is its anchor on this page, which never
changes: \`docs/rules.md#ecr-tags-immutable\`. From here it leads to why the rule is there, what to write instead, its
options and examples; in a terminal, \`roadbed explain RULE\` shows the same.

Which controls of frameworks the rules hold is in [Frameworks](frameworks.md); how rules are written, and what undecided
means, in [Policies](policies.md). The examples are those that the rules are tested with, the first of each kind. These
pages are made from them by \`npm run docs\`.
`;

/** All rules as pages of the documentation, by path: one that lists them, and one for each service. */
export function rulesPages(): ReadonlyMap<string, string> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const entries = rules.map((rule) => entryOf(rule, PRESETS, exampleFix(rule))).sort(byServiceAndSeverity);
  const services = [...new Set(entries.map(({ service }) => service))];
  const ofService = (service: string): readonly RuleEntry[] => entries.filter((entry) => entry.service === service);
  const pages = services.map((service): [string, string] => {
    const sections = ofService(service).map((entry) => ruleSection(entry, byId.get(entry.id)));
    return [`docs/${detailsPage(service)}`, [`# ${service}\n`, ...sections].join("\n")];
  });
  const lists = services.flatMap((service) => ["", `## ${service}\n`, ...listOf(ofService(service))]);
  return new Map([
    ["docs/rules.md", [INTRODUCTION, ...overview(entries, services), ...lists, ""].join("\n")],
    ...pages,
  ]);
}

/** Relative to the folder of the documentation. One page would be larger than what GitHub shows. */
export function detailsPage(service: string): string {
  return `rules/${service}.md`;
}

function listOf(entries: readonly RuleEntry[]): string[] {
  const rows = entries.map(({ service, id, severity, title }) => [
    `<a id="${id}"></a>[${id}](${detailsPage(service)}#${id})`,
    severity,
    prose(title),
  ]);
  return table(["Rule", "Severity", "Holds that"], rows);
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
  const { id, title, severity, topic, controls, levels, types, why, remedy, options, fix } = entry;
  const [fail] = rule?.examples.fail ?? [];
  const [pass] = rule?.examples.pass ?? [];
  const facts = [
    `Remedy: ${prose(remedy)}`,
    ...Object.entries(controls).map(
      ([framework, ids]) => `[${framework}](../frameworks.md#${headingAnchor(framework)}): ${prose(ids.join(", "))}`,
    ),
    `Presets: ${Object.entries(levels)
      .map(([preset, level]) => `${preset} ${level}`)
      .join(", ")}`,
    `Judges: ${types.map((type) => `\`${type}\``).join(", ")}`,
    ...options.map(
      ({ name, schema, default: value, describe }) =>
        `Option \`${name}\` (${schemaText(schema)}, default \`${JSON.stringify(value)}\`): ${prose(describe)}`,
    ),
    ...(fix ? [`At the level \`remediate\`, [packs](../policies.md#remediation) set \`${fixText(fix)}\``] : []),
  ];
  return [
    `## ${id}\n`,
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
