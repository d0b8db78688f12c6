import { isPackable, PRESETS, rules, type Rule } from "../packages/policies/src";
import { exampleFix } from "../packages/policies/src/internal";
import { exampleCode } from "../packages/gate/src/rule-catalog/example-code";
import {
  BLOCKING,
  entryOf,
  fixText,
  GATE_ONLY,
  schemaText,
  type RuleEntry,
} from "../packages/gate/src/rule-catalog/rule-entry";
import { byServiceAndSeverity, SEVERITIES } from "../packages/gate/src/rule-catalog/rule-selection";
import { servicePage } from "../packages/gate/src/model/rule-docs";
import { prose, table } from "./markdown";

const INTRODUCTION = `# Rules

This page lists all rules by service and severity. Each rule links to its reason, remedy, options, and examples.
\`roadbed explain RULE\` shows the same information in a terminal.

The ID of a rule is its anchor on this page and never changes, for example \`docs/rules.md#ecr-tags-immutable\`.

[Frameworks](frameworks.md) lists the rules for each control of a framework. [Policies](policies.md) describes how to
configure and write rules. The examples come from the rules' tests: the first passing and the first failing
example of each rule. \`npm run docs\` generates these pages.
`;

/** Returns the pages of the rules by path: a list of all rules, and one page per service. */
export function rulesPages(): ReadonlyMap<string, string> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const entries = rules
    .map((rule) => entryOf(rule, { presets: PRESETS, fix: exampleFix(rule), packable: isPackable(rule) }))
    .sort(byServiceAndSeverity);
  const services = [...new Set(entries.map(({ service }) => service))];
  const ofService = (service: string): readonly RuleEntry[] => entries.filter((entry) => entry.service === service);
  const pages = services.map((service): [string, string] => {
    const sections = ofService(service).map((entry) => ruleSection(entry, byId.get(entry.id)));
    return [`docs/${servicePage(service)}`, [`# ${service}\n`, ...sections].join("\n")];
  });
  const lists = services.flatMap((service) => ["", `## ${service}\n`, ...listOf(ofService(service))]);
  return new Map([
    ["docs/rules.md", [INTRODUCTION, ...overview(entries, services), ...lists, ""].join("\n")],
    ...pages,
  ]);
}

function listOf(entries: readonly RuleEntry[]): string[] {
  const rows = entries.map(({ service, id, severity, title }) => [
    `<a id="${id}"></a>[${id}](${servicePage(service)}#${id})`,
    severity,
    prose(title),
  ]);
  return table(["Rule", "Severity", "Requirement"], rows);
}

function overview(entries: readonly RuleEntry[], services: readonly string[]): string[] {
  const counts = (label: string, counted: readonly RuleEntry[]): string[] => [
    label,
    String(counted.length),
    ...SEVERITIES.map((severity) => String(counted.filter((entry) => entry.severity === severity).length)),
  ];
  const rows = services.map((service) =>
    counts(
      `[${service}](#${headingAnchor(service)})`,
      entries.filter((entry) => entry.service === service),
    ),
  );
  return table(["Service", "Rules", ...SEVERITIES], [...rows, counts("All", entries)]);
}

/** Returns the anchor that GitHub generates for a heading. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

function ruleSection(entry: RuleEntry, rule: Rule | undefined): string {
  const { id, title, severity, topic, controls, levels, types, why, remedy, options, fix, gateOnly, blocks } = entry;
  const [fail] = rule?.examples.fail ?? [];
  const [pass] = rule?.examples.pass ?? [];
  const facts = [
    `Remedy: ${prose(remedy)}`,
    ...Object.entries(controls).map(
      ([framework, ids]) => `[${framework}](../frameworks.md#${headingAnchor(framework)}): ${prose(ids.join(", "))}`,
    ),
    blocks === undefined
      ? `Presets: ${Object.entries(levels)
          .map(([preset, level]) => `${preset} (${level})`)
          .join(", ")}`
      : prose(BLOCKING[blocks]),
    ...(types.length === 0 ? [] : [`Resource types: ${types.map((type) => `\`${type}\``).join(", ")}`]),
    ...(gateOnly ? [prose(GATE_ONLY)] : []),
    ...options.map(
      ({ name, schema, default: value, description }) =>
        `Option \`${name}\` (${schemaText(schema)}, default \`${JSON.stringify(value)}\`): ${prose(description)}`,
    ),
    ...(fix ? [`[Fix](../policies.md#remediation): \`${fixText(fix)}\``] : []),
  ];
  return [
    `## ${id}\n`,
    `**${prose(title)}** (${severity}, ${topic})\n`,
    `${prose(why)}\n`,
    `${facts.map((fact) => `- ${fact}`).join("\n")}\n`,
    "```ts",
    ...(fail === undefined ? [] : ["// Violates the rule", exampleCode(fail)]),
    ...(pass === undefined ? [] : ["", "// Passes", exampleCode(pass)]),
    "```\n",
  ].join("\n");
}
