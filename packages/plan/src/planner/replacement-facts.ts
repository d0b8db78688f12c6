import { deletesBeforeReplace, predictReplacement, type InputVersions, type ReplacementEffect } from "../facts";
import type { Properties } from "../model";

/** Predictions that only a resource's provider could make with certainty. */
export interface ReplacementFacts {
  /**
   * Predicts whether a change forces the replacement of a resource.
   *
   * @param changed - the deepest possible paths of the inputs that differ
   * @param versions - the inputs before and after the change
   */
  predictReplacement(type: string, changed: Iterable<string>, versions: InputVersions): ReplacementEffect;
  /** Whether the old resource is deleted before the new one is created. */
  deletesBeforeReplace(type: string, inputs: Properties, old: Properties): boolean;
}

/** The resource facts about AWS and Kubernetes. For all other types, every change may force a replacement. */
export const knownFacts: ReplacementFacts = { predictReplacement, deletesBeforeReplace };
