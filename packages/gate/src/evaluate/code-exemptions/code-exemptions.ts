import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import { CommandError } from "../../failures/command-error";
import { displayPath } from "../../terminal/display-path";
import { CreatedLines } from "./created-lines";
import { readMarker } from "./marker-words";
import { MARKER, markersIn, type Marker } from "./markers";
import { tokenizer } from "./placed-tokens";
import { filesContaining } from "./source-files";

/** How many errors are reported. */
const MOST_ERRORS = 20;

/** The exemption comments in the files of a program, and the errors in invalid ones. */
export interface CodeExemptions {
  readonly exemptions: readonly Exemption[];
  /** Messages, each with file, line and column. */
  readonly errors: readonly string[];
}

type Settings = Pick<StackPolicies, "exemptionsInCode" | "locked">;

/**
 * Reads the exemption comments in the files that registered resources. No code of the program runs.
 *
 * @param root - the directory of the program's Pulumi.yaml, which source positions are relative to
 */
export async function readCodeExemptions(plan: Plan, root: string, settings: Settings): Promise<CodeExemptions> {
  const files = settings.exemptionsInCode === "ignore" ? [] : filesOf(plan);
  const texts = filesContaining(MARKER, root, files);
  if (texts.size === 0) return { exemptions: [], errors: [] };
  const [tokenize, read] = await Promise.all([tokenizer(), markerReader(settings)]);
  const created = new CreatedLines(plan);
  const exemptions: Exemption[] = [];
  const errors: string[] = [];
  const markers = [...texts].flatMap(([file, text]) => markersIn(text, tokenize).map((marker) => ({ file, marker })));
  for (const { file, marker } of markers) {
    // Finding suggestions takes time, and nobody reads thousands of errors.
    if (errors.length > MOST_ERRORS) break;
    const { exemption, errors: markerErrors } = read(marker);
    errors.push(...markerErrors.map((error) => `${displayPath(join(root, file))}:${error}`));
    if (markerErrors.length > 0) continue;
    const urns = new Set([...marker.lines].flatMap((line) => created.at(file, line)));
    const source = { file, line: marker.line, column: marker.column };
    exemptions.push({ ...exemption, resource: [...urns][0] ?? "", inCode: { source, urns } });
  }
  return { exemptions, errors };
}

/**
 * Returns the exemption comments of a program.
 *
 * @throws CommandError with all errors in them
 */
export async function codeExemptions(plan: Plan, root: string, settings: Settings): Promise<readonly Exemption[]> {
  const { exemptions, errors } = await readCodeExemptions(plan, root, settings);
  if (errors.length === 0) return exemptions;
  const more = errors.length > MOST_ERRORS ? ["And more."] : [];
  throw new CommandError("exemption-comment-invalid", [...errors.slice(0, MOST_ERRORS), ...more].join(" "));
}

const filesOf = ({ resources }: Plan): readonly string[] => [
  ...new Set(resources.flatMap(({ source }) => source?.file ?? [])),
];

/** Returns a function that reads a comment. Its errors begin with line and column. */
async function markerReader({
  locked,
}: Settings): Promise<(marker: Marker) => { exemption: Omit<Exemption, "inCode">; errors: readonly string[] }> {
  const { rules } = await import("@roadbed/policies");
  const { closestNames, exemptionIssues } = await import("@roadbed/policies/internal");
  const meta = { rules: rules.map(({ id }) => id), locked, now: new Date() };
  return ({ text, line, column }) => {
    const { exemption, offsets, errors } = readMarker(text, closestNames);
    const complete: Exemption = { ...exemption, resource: MARKER };
    // A missing field is reported as an error in the form already.
    const contentErrors = exemptionIssues(complete, [], meta).flatMap(({ path: [name = ""], message }) => {
      const offset = offsets.get(String(name));
      return offset === undefined ? [] : [{ offset, message }];
    });
    const start = column + MARKER.length;
    const all = [...errors, ...contentErrors].sort((a, b) => a.offset - b.offset);
    return { exemption: complete, errors: all.map(({ offset, message }) => `${line}:${start + offset}: ${message}`) };
  };
}
