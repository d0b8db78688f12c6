import type { RuleMeta } from "../model/rule-meta";
import type { Option, Options, OptionValues } from "../model/rule-options";

/** An array with at least one element. */
export type NonEmpty<E> = readonly [E, ...E[]];
/** The options of a rule without options. */
export type NoOptions = Readonly<Record<string, never>>;
/** The types of option values, by option name. */
export type ValuesOf<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** The examples in a rule definition. */
export interface WithExamples<E> {
  /** Examples that pass the rule, and examples that violate it. */
  readonly examples: {
    readonly pass: NonEmpty<E>;
    readonly fail: NonEmpty<E>;
    /** Option values for the examples, if the rule reports nothing with its defaults. */
    readonly options?: OptionValues;
  };
}

/** Returns the option values of a definition's examples as a property, if there are any. */
export const exampleOptionsOf = ({ examples: { options } }: WithExamples<unknown>) => options && { options };

/** Returns the metadata in a rule definition, with defaults. */
export function metaOf({
  id,
  title,
  severity,
  topic = "security",
  recommended = true,
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
    recommended,
    ...(controls && { controls }),
    why,
    remedy,
    ...(implies && { implies }),
    options,
  };
}
