import type { RuleMeta } from "../model/rule-meta";
import type { Option, Options } from "../model/rule-options";

/** A list with at least one element. */
export type NonEmpty<E> = readonly [E, ...E[]];
/** The options of a rule that has none. */
export type NoOptions = Readonly<Record<string, never>>;
/** The values of the options `O`. */
export type ValuesOf<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** Examples of what passes and what violates a rule. */
export interface WithExamples<E> {
  readonly examples: { readonly pass: NonEmpty<E>; readonly fail: NonEmpty<E> };
}

/** Completes the metadata of a rule with defaults, and drops everything else from its definition. */
export function metaOf({
  id,
  title,
  severity,
  topic = "security",
  controls,
  why,
  remedy,
  implies,
  options = {},
}: RuleMeta & { readonly options?: Options }) {
  return {
    id,
    title,
    severity,
    topic,
    ...(controls && { controls }),
    why,
    remedy,
    ...(implies && { implies }),
    options,
  };
}
