import { createHash } from "node:crypto";

/** The key of the hash in a saved plan's metadata. */
export const PRIOR_STATE_HASH = "priorState";

/** The parts of a saved plan that the hash depends on. */
interface SavedDocument {
  readonly metadata: Readonly<Record<string, string>>;
  readonly plan: {
    readonly priorState: string;
    readonly steps: readonly { readonly old?: Readonly<Record<string, unknown>> & { readonly urn: string } }[];
  };
}

/**
 * Returns the hash of the prior state that a saved plan was computed against. It contains no secrets, because the saved
 * plan contains short digests instead.
 *
 * @param savedPlan - the content of a saved plan
 */
export function priorStateHash(savedPlan: string): string {
  return hashOf(JSON.parse(savedPlan) as SavedDocument);
}

/** Returns the content of a saved plan with the hash of its prior state in the metadata. */
export function withPriorStateHash(savedPlan: string): string {
  const document = JSON.parse(savedPlan) as SavedDocument;
  const metadata = { ...document.metadata, [PRIOR_STATE_HASH]: hashOf(document) };
  return `${JSON.stringify({ ...document, metadata }, undefined, 2)}\n`;
}

function hashOf({ plan: { priorState, steps } }: SavedDocument): string {
  // Lines of the program at the base change without an effect on the resources.
  const resources = steps.flatMap(({ old }) => (old === undefined ? [] : [JSON.stringify({ ...old, source: null })]));
  return createHash("sha256")
    .update(JSON.stringify([priorState, [...new Set(resources)].sort()]))
    .digest("hex");
}
