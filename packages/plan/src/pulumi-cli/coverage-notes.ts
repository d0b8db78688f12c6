import { parseUrn, type Urn } from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import type { Digest } from "./digest";
import { isUnsupportedOperation } from "./operations";

/** What the CLI's output leaves open, as sentences. */
export function coverageNotes(output: CliOutput, planned: readonly CliStep[]): readonly string[] {
  const { log, digest } = output;
  const strange = [...new Set(planned.map(({ operation }) => operation))].filter(isUnsupportedOperation);
  const notes =
    strange.length === 0
      ? []
      : [`The CLI reports operations that this version does not know (${strange.join(", ")}): they are not judged.`];
  if (log === undefined) return [...notes, ...notesOnDigest(planned, digest)];
  if (log.summary === undefined) notes.push("The event log ends before its summary: what came later is not known.");
  const bare = countBare(output, planned);
  if (bare > 0)
    notes.push(
      `Of ${some(bare, "resource", "resources")} neither dependencies nor lines of code are known: event logs have none, the digest of a run with --json and --show-sames has both.`,
    );
  return notes;
}

function notesOnDigest(planned: readonly CliStep[], digest: Digest | undefined): readonly string[] {
  const shown = planned.filter(({ operation }) => operation === "same").length;
  const hasReplacement = planned.some(({ operation }) => operation === "replace");
  const hasHalves = planned.some(({ operation }) => operation === "delete-replaced");
  const hidden = (digest?.unchanged ?? 0) - shown;
  return [
    "A digest holds neither findings of policy packs nor the outputs of the stack: the event log of the same run has both.",
    ...(digest?.refreshed.length
      ? ["A digest does not say all that a refresh found: the event log of the same run does."]
      : []),
    ...(hasReplacement && !hasHalves
      ? ["Whether replacements delete first is not in the digest: run the preview with --show-replacement-steps."]
      : []),
    ...(hidden > 0
      ? [
          `${some(hidden, "unchanged resource is", "unchanged resources are")} not in the digest, and not judged: run the preview with --show-sames.`,
        ]
      : []),
  ];
}

/** How many resources are known only from events. */
function countBare({ digest, updatePlan }: CliOutput, planned: readonly CliStep[]): number {
  const known = new Set<Urn>([
    ...Object.keys(updatePlan?.goals ?? {}),
    ...[...(digest?.refreshed ?? []), ...(digest?.steps ?? [])].map(({ urn }) => urn),
  ]);
  const bare = planned.filter((step) => step.new !== undefined && !isDefaultProvider(step) && !known.has(step.urn));
  return new Set(bare.map(({ urn }) => urn)).size;
}

/** The engine's own providers depend on nothing, and no line of the program makes them. */
function isDefaultProvider({ urn, type }: CliStep): boolean {
  return type.startsWith("pulumi:providers:") && /^default(_|$)/.test(parseUrn(urn)?.name ?? "");
}

const some = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);
