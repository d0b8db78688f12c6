/** The JSON schema of an option, limited to the keywords that CrossGuard's `configSchema` supports. */
export type OptionSchema =
  | { readonly type: "boolean" }
  | { readonly type: "integer"; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: "string"; readonly enum?: readonly string[] }
  | { readonly type: "array"; readonly items: OptionSchema };

/** A setting of a rule that users can change. */
export interface Option<V> {
  readonly schema: OptionSchema;
  readonly default: V;
  /** One sentence for the documentation. */
  readonly describe: string;
}
/** The options of a rule, by name. */
export type Options = Readonly<Record<string, Option<unknown>>>;
/** The values of options, by name. */
export type OptionValues = Readonly<Record<string, unknown>>;
