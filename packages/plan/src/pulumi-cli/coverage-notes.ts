import { parseUrn, type Urn } from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import type { Digest } from "./digest";
import { isUnsupportedOperation } from "./operations";

/** Returns the gaps in the output of the CLI, as sentences. */
export function coverageNotes(output: CliOutput, planned: readonly CliStep[]): readonly string[] {
  const { log, digest } = output;
  const unsupported = [...new Set(planned.map(({ operation }) => operation))].filter(isUnsupportedOperation);
  const notes =
    unsupported.length === 0
      ? []
      : [
          `The CLI reported operations that this version does not support: ${unsupported.join(", ")}. They are not evaluated.`,
        ];
  if (log === undefined) return [...notes, ...notesOnDigest(planned, digest)];
  if (log.summary === undefined) notes.push("The event log has no summary, so it is incomplete.");
  const withoutDetails = countWithoutDetails(output, planned);
  if (withoutDetails > 0)
    notes.push(
      `Dependencies and source lines of ${count(withoutDetails, "resource", "resources")} are missing. Event logs do not contain them; the digest of a run with --json and --show-sames does.`,
    );
  return notes;
}

function notesOnDigest(planned: readonly CliStep[], digest: Digest | undefined): readonly string[] {
  const shown = planned.filter(({ operation }) => operation === "same").length;
  const hasReplacement = planned.some(({ operation }) => operation === "replace");
  const hasReplacementParts = planned.some(({ operation }) => operation === "delete-replaced");
  const hidden = (digest?.unchanged ?? 0) - shown;
  return [
    "A digest contains neither findings of policy packs nor outputs of the stack. The event log of the same run contains both.",
    ...(digest?.refreshed.length ? ["A digest does not contain all drift. The event log of the same run does."] : []),
    ...(hasReplacement && !hasReplacementParts
      ? ["The digest does not show whether replacements delete first. Run the preview with --show-replacement-steps."]
      : []),
    ...(hidden > 0
      ? [
          `${count(hidden, "unchanged resource is", "unchanged resources are")} missing from the digest and not evaluated. Run the preview with --show-sames.`,
        ]
      : []),
  ];
}

/** Returns the number of resources that are only in the event log. */
function countWithoutDetails({ digest, updatePlan }: CliOutput, planned: readonly CliStep[]): number {
  const known = new Set<Urn>([
    ...Object.keys(updatePlan?.goals ?? {}),
    ...[...(digest?.refreshed ?? []), ...(digest?.steps ?? [])].map(({ urn }) => urn),
  ]);
  const withoutDetails = planned.filter(
    (step) => step.new !== undefined && !isDefaultProvider(step) && !known.has(step.urn),
  );
  return new Set(withoutDetails.map(({ urn }) => urn)).size;
}

/** Default providers have neither dependencies nor source lines. */
function isDefaultProvider({ urn, type }: CliStep): boolean {
  return type.startsWith("pulumi:providers:") && /^default(_|$)/.test(parseUrn(urn)?.name ?? "");
}

const count = (number: number, singular: string, plural: string): string =>
  number === 1 ? `1 ${singular}` : `${number} ${plural}`;
