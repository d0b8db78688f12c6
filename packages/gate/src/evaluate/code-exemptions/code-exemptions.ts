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
import { textsWith } from "./source-texts";

/** More faults are not told. */
const MOST_FAULTS = 20;

/** The exemptions that stand in the files of a program, and what is wrong with those that cannot be read. */
export interface CodeExemptions {
  readonly exemptions: readonly Exemption[];
  /** Sentences, each with file, line and column. */
  readonly faults: readonly string[];
}

type Settings = Pick<StackPolicies, "exemptionsInCode" | "locked">;

/**
 * What comments in a program exempt, read as text in the files that registered resources.
 *
 * @param root the folder of the program's Pulumi.yaml, which positions are relative to
 */
export async function readCodeExemptions(plan: Plan, root: string, settings: Settings): Promise<CodeExemptions> {
  const files = settings.exemptionsInCode === "ignore" ? [] : filesOf(plan);
  const texts = textsWith(MARKER, root, files);
  if (texts.size === 0) return { exemptions: [], faults: [] };
  const [tokenize, read] = await Promise.all([tokenizer(), markerReader(settings)]);
  const created = new CreatedLines(plan);
  const exemptions: Exemption[] = [];
  const faults: string[] = [];
  const markers = [...texts].flatMap(([file, text]) => markersIn(text, tokenize).map((marker) => ({ file, marker })));
  for (const { file, marker } of markers) {
    // Near misses are dear, and nobody reads thousands.
    if (faults.length > MOST_FAULTS) break;
    const { exemption, faults: found } = read(marker);
    faults.push(...found.map((fault) => `${displayPath(join(root, file))}:${fault}`));
    if (found.length > 0) continue;
    const urns = new Set([...marker.lines].flatMap((line) => created.at(file, line)));
    const source = { file, line: marker.line, column: marker.column };
    exemptions.push({ ...exemption, resource: [...urns][0] ?? "", inCode: { source, urns } });
  }
  return { exemptions, faults };
}

/** As `readCodeExemptions`. @throws CommandError with all that is wrong */
export async function codeExemptions(plan: Plan, root: string, settings: Settings): Promise<readonly Exemption[]> {
  const { exemptions, faults } = await readCodeExemptions(plan, root, settings);
  if (faults.length === 0) return exemptions;
  const more = faults.length > MOST_FAULTS ? ["And more."] : [];
  throw new CommandError("usage", [...faults.slice(0, MOST_FAULTS), ...more].join(" "));
}

const filesOf = ({ resources }: Plan): readonly string[] => [
  ...new Set(resources.flatMap(({ source }) => source?.file ?? [])),
];

/** Reads what a marker says; faults begin with line and column. */
async function markerReader({
  locked,
}: Settings): Promise<(marker: Marker) => { exemption: Omit<Exemption, "inCode">; faults: readonly string[] }> {
  const { rules } = await import("@roadbed/policies");
  const { closestNames, exemptionIssues } = await import("@roadbed/policies/internal");
  const around = { rules: rules.map(({ id }) => id), locked, now: new Date() };
  return ({ text, line, column }) => {
    const { exemption, offsets, faults } = readMarker(text, closestNames);
    const whole: Exemption = { ...exemption, resource: MARKER };
    // What is not there is a fault of the form already.
    const ofContent = exemptionIssues(whole, [], around).flatMap(({ path: [name = ""], message }) => {
      const offset = offsets.get(String(name));
      return offset === undefined ? [] : [{ offset, message }];
    });
    const start = column + MARKER.length;
    const all = [...faults, ...ofContent].sort((one, other) => one.offset - other.offset);
    return { exemption: whole, faults: all.map(({ offset, message }) => `${line}:${start + offset}: ${message}`) };
  };
}
