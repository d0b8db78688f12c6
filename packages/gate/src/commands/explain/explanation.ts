import type { Style } from "../../terminal/style";
import { oneLine, escapedLines } from "../../terminal/escape";
import type { ExampleCodes } from "../../rule-catalog/example-code";
import { BLOCKING, fixText, GATE_ONLY, schemaText, type RuleEntry } from "../../rule-catalog/rule-entry";

/** The maximum length of a line of prose, in characters. */
const WIDTH = 100;
const LABEL_WIDTH = 10;

/** Returns the explanation of a rule as text, with the first example of each kind. */
export function explanation(entry: RuleEntry, { fail, pass }: ExampleCodes, style: Style): string {
  const { id, title, severity, topic, service, why, remedy, controls, levels, types, options, fix, gateOnly, blocks } =
    entry;
  const field = (label: string, content: string): string[] =>
    wrapped(oneLine(content)).map((line, index) => (index === 0 ? label : "").padEnd(LABEL_WIDTH) + line);
  const listField = (label: string, contents: readonly string[]): string[] =>
    contents.flatMap((content, index) => field(index === 0 ? label : "", content));
  return [
    `${style("bold", oneLine(id))}  ${style("dim", `${severity}, ${topic}, ${oneLine(service)}`)}`,
    oneLine(title),
    "",
    ...field("why", why),
    ...field("remedy", remedy),
    ...listField(
      "controls",
      Object.entries(controls).map(([framework, ids]) => `${framework}: ${ids.join(", ")}`),
    ),
    ...listField("presets", [
      blocks === undefined
        ? Object.entries(levels)
            .map(([preset, level]) => `${preset} ${level}`)
            .join(", ")
        : BLOCKING[blocks],
    ]),
    ...listField("types", types),
    ...listField("options", options.map(optionText)),
    ...(gateOnly ? field("scope", GATE_ONLY) : []),
    ...(fix ? field("remediate", `at this level, policy packs set ${fixText(fix)}`) : []),
    ...field("docs", entry.docsUrl),
    "",
    style("red", "fails:"),
    ...code(fail[0]),
    "",
    style("green", "passes:"),
    ...(pass[0] === undefined
      ? ["  no resource of these types, because every such resource is a violation"]
      : code(pass[0])),
    "",
  ].join("\n");
}

/** Returns the name of an option with its values, default, and description. */
export function optionText({ name, schema, default: value, description }: RuleEntry["options"][number]): string {
  return `${name} (${schemaText(schema)}; default ${valueText(value)}): ${description}`;
}

/** Formats a value so that long arrays can be wrapped. */
function valueText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return value.map((element) => JSON.stringify(element)).join(", ");
}

function code(example = ""): string[] {
  return escapedLines(example).map((line) => `  ${line}`);
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || LABEL_WIDTH + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
