import type { Severity } from "@roadbed/policies";
import type { ExitCode } from "../../model/exit-codes";
import { jsonText } from "../../report/json/json-text";
import { styleFor, type Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { counted } from "../../util/counted";
import { loadRules } from "../../rule-catalog/load-rules";
import type { RuleEntry } from "../../rule-catalog/rule-entry";
import { selectEntries } from "../../rule-catalog/rule-selection";
import type { CommandIO } from "../../terminal/command-io";
import type { RulesRequest } from "./flags";

/** The preset whose levels are shown by default, which is also the default preset of `roadbed check`. */
const DEFAULT_PRESET = "baseline";

const SEVERITY_FORMATS: Readonly<Record<Severity, Parameters<Style>[0]>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "dim",
};

/** The version of the JSON list. Within a version, fields are only added. */
const LIST_VERSION = 1;

/**
 * Lists the rules that match the filters.
 *
 * @throws CommandError if a filter contains an unknown name
 */
export async function listRules(request: RulesRequest, { stdout }: CommandIO): Promise<ExitCode> {
  const { entries, presets, unknownName } = await loadRules();
  const selected = selectEntries(entries, request, Object.keys(presets), unknownName);
  stdout.write(
    request.output === "json"
      ? jsonText({ version: LIST_VERSION, rules: selected })
      : listText(selected, request.preset ?? DEFAULT_PRESET, styleFor(stdout, request.color)),
  );
  return 0;
}

function listText(entries: readonly RuleEntry[], preset: string, style: Style): string {
  const width = (strings: readonly string[]): number => strings.reduce((most, { length }) => Math.max(most, length), 0);
  const idWidth = width(entries.map(({ id }) => id));
  const lines: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const { service, severity, id, title, levels, gateOnly } = entry;
    if (service !== entries[index - 1]?.service)
      lines.push(...(index === 0 ? [] : [""]), style("bold", oneLine(service)));
    const level = levels[preset] ?? "off";
    lines.push(
      `  ${style(SEVERITY_FORMATS[severity], severity.padEnd(8))}  ${level.padEnd(9)}  ${oneLine(id).padEnd(idWidth)}  ${oneLine(title)}${gateOnly ? " (not in policy packs)" : ""}`,
    );
  }
  const count = counted(entries.length, "rule");
  const levels = `levels in the preset ${preset}`;
  const end =
    entries.length === 0
      ? "No rule matches these filters."
      : `${count}; ${levels}. Run \`roadbed explain RULE\` for the reason and examples.`;
  return [...lines, ...(entries.length === 0 ? [] : [""]), end, ""].join("\n");
}
