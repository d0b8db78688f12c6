import { deletesBeforeReplace, predictReplacement, type ReplacementEffect } from "../facts";
import type { Properties } from "../model";

/** Predictions that only the provider of a resource could make with certainty. */
export interface ReplacementFacts {
  /**
   * Predicts whether a change forces the replacement of a resource.
   *
   * @param changed - paths of the inputs that differ, as deep as possible
   */
  predictReplacement(type: string, changed: Iterable<string>): ReplacementEffect;
  /** Whether the old resource is deleted before the new one is created. */
  deletesBeforeReplace(type: string, inputs: Properties, old: Properties): boolean;
}

/** The resource facts of AWS and Kubernetes. For all other types, every change may force a replacement. */
export const knownFacts: ReplacementFacts = { predictReplacement, deletesBeforeReplace };
