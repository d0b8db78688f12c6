import { parseUrn, type Urn } from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import type { Digest } from "./digest";
import { isUnsupportedOperation } from "./operations";

/** Returns sentences about the coverage gaps in CLI output. */
export function coverageNotes(output: CliOutput, planned: readonly CliStep[]): readonly string[] {
  const { log, digest } = output;
  const unsupported = [...new Set(planned.map(({ operation }) => operation))].filter(isUnsupportedOperation);
  const notes =
    unsupported.length === 0
      ? []
      : [
          `These operations are not evaluated, because this version of Roadbed does not support them: ${unsupported.join(", ")}.`,
        ];
  if (log === undefined) return [...notes, ...notesOnDigest(planned, digest)];
  if (log.summary === undefined) notes.push("The event log is incomplete, because it has no summary event.");
  const withoutDetails = countWithoutDetails(output, planned);
  if (withoutDetails > 0)
    notes.push(
      `Dependencies and source lines of ${count(withoutDetails, "resource", "resources")} are missing, because the event log does not contain them. To include them, pass the digest of a run with --json and --show-sames.`,
    );
  return notes;
}

function notesOnDigest(planned: readonly CliStep[], digest: Digest | undefined): readonly string[] {
  const shown = planned.filter(({ operation }) => operation === "same").length;
  const hasReplacement = planned.some(({ operation }) => operation === "replace");
  const hasReplacementParts = planned.some(({ operation }) => operation === "delete-replaced");
  const hidden = (digest?.unchanged ?? 0) - shown;
  return [
    "A digest does not contain policy pack findings or stack outputs. The event log of the same run contains both.",
    ...(digest?.refreshed.length
      ? ["A digest does not contain all drift. The event log of the same run contains all drift."]
      : []),
    ...(hasReplacement && !hasReplacementParts
      ? [
          "The digest does not show whether replacements delete the old resource first. Run the preview with --show-replacement-steps.",
        ]
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

/** Whether a step is for a default provider, which has no dependencies or source line. */
function isDefaultProvider({ urn, type }: CliStep): boolean {
  return type.startsWith("pulumi:providers:") && /^default(_|$)/.test(parseUrn(urn)?.name ?? "");
}

const count = (number: number, singular: string, plural: string): string =>
  number === 1 ? `1 ${singular}` : `${number} ${plural}`;
