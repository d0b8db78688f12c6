import type { Style } from "../../terminal/style";
import { oneLine, severalLines } from "../../terminal/escape";
import { fixText, schemaText, type RuleEntry } from "../../rule-catalog/rule-entry";

/** The examples of a rule as code. */
export interface ExampleCodes {
  readonly fail: readonly string[];
  readonly pass: readonly string[];
}

/** Characters on a line of prose. */
const WIDTH = 100;
const LABEL_WIDTH = 10;

/** A rule for someone who was stopped by it: why, what to write instead, and the first example of each kind. */
export function explanation(entry: RuleEntry, { fail, pass }: ExampleCodes, style: Style): string {
  const { id, title, severity, topic, service, why, remedy, controls, levels, types, options, fix } = entry;
  const text = (label: string, content: string): string[] =>
    wrapped(oneLine(content)).map((line, index) => (index === 0 ? label : "").padEnd(LABEL_WIDTH) + line);
  const several = (label: string, contents: readonly string[]): string[] =>
    contents.flatMap((content, index) => text(index === 0 ? label : "", content));
  return [
    `${style("bold", oneLine(id))}  ${style("dim", `${severity}, ${topic}, ${oneLine(service)}`)}`,
    oneLine(title),
    "",
    ...text("why", why),
    ...text("remedy", remedy),
    ...several(
      "controls",
      Object.entries(controls).map(([framework, ids]) => `${framework}: ${ids.join(", ")}`),
    ),
    ...several("presets", [
      Object.entries(levels)
        .map(([preset, level]) => `${preset} ${level}`)
        .join(", "),
    ]),
    ...several("judges", types),
    ...several("options", options.map(optionText)),
    ...(fix ? text("remediate", `at this level, packs set ${fixText(fix)}`) : []),
    ...text("page", entry.page),
    "",
    style("red", "stopped:"),
    ...code(fail[0]),
    "",
    style("green", "let through:"),
    ...(pass[0] === undefined
      ? ["  nothing of these types: that there is such a resource is the violation"]
      : code(pass[0])),
    "",
  ].join("\n");
}

/** An option in one sentence, with its values and default. */
export function optionText({ name, schema, default: value, describe }: RuleEntry["options"][number]): string {
  return `${name} (${schemaText(schema)}; default ${valueText(value)}): ${describe}`;
}

/** With room for line breaks in long lists. */
function valueText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return value.map((element) => JSON.stringify(element)).join(", ");
}

function code(example = ""): string[] {
  return severalLines(example).map((line) => `  ${line}`);
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
