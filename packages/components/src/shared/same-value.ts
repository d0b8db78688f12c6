import type * as pulumi from "@pulumi/pulumi";

/**
 * The property that refers to the output whose value an output has. The preview by `roadbed check` reads it: policy rules can
 * then evaluate an unknown value by the resource that it comes from, or by the known parts of a string.
 */
const SAME_VALUE = Symbol.for("roadbed.sameValue");

/** States that an output always has the value of another output, and returns the former. */
export function markSameValue<T>(output: pulumi.Output<T>, source: pulumi.Input<unknown>): pulumi.Output<T> {
  return Object.assign(output, { [SAME_VALUE]: source });
}
