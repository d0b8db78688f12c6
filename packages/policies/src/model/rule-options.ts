/** The JSON Schema of an option, limited to the keywords that CrossGuard's `configSchema` supports. */
export type OptionSchema =
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: "string"; readonly enum?: readonly string[] }
  | { readonly type: "array"; readonly items: OptionSchema };

/** A setting of a rule that users can change. */
export interface Option<V> {
  /** The schema of the value. */
  readonly schema: OptionSchema;
  /** The value that applies if the settings do not set the option. */
  readonly default: V;
  /** The description in the documentation, as one sentence. */
  readonly description: string;
}
/** The options of a rule, by name. */
export type Options = Readonly<Record<string, Option<unknown>>>;
/** The values of options, by option name. */
export type OptionValues = Readonly<Record<string, unknown>>;
