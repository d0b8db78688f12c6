import { listOf, type OneOrMany } from "../kernel/connectives";

/** An object in the inputs whose properties are known only at run time. */
export type PropertyHolder = Readonly<Record<string, OneOrMany<object>>>;

/** Returns the objects at a path of property names. If the path leads through an array, all its elements are followed. */
export const holdersAt = (inputs: PropertyHolder, names: readonly string[]): readonly PropertyHolder[] =>
  names.reduce<readonly PropertyHolder[]>(
    (holders, name) => holders.flatMap((holder) => listOf(() => holder[name] as OneOrMany<PropertyHolder>)),
    listOf<PropertyHolder>(() => inputs),
  );
