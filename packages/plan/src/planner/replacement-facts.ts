import { deletesBeforeReplace, predictReplacement, type ReplacementEffect } from "../facts";
import type { Properties } from "../model";

/** What only the provider of a resource could tell for certain. */
export interface ReplacementFacts {
  /**
   * Whether a change replaces a resource.
   *
   * @param changed paths of the inputs that differ, down to what differs
   */
  predictReplacement(type: string, changed: Iterable<string>): ReplacementEffect;
  /** Whether the old resource is deleted before the new one is made. */
  deletesBeforeReplace(type: string, inputs: Properties, old: Properties): boolean;
}

/** What is known of the types of some providers; of all others, every change may replace. */
export const knownFacts: ReplacementFacts = { predictReplacement, deletesBeforeReplace };
