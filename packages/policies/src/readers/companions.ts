import { either, exists } from "../kernel/connectives";
import type { Graph } from "../rule";
import type { Named } from "../graph";
import type { Props, Token } from "../tokens";

/** A kind of resource that adds something to another, and its property that says to which. */
export interface Companion {
  readonly type: string;
  readonly property: string;
}

/** A companion, checked by the compiler. `property` may be a path below the named one. */
export const companion = <const T extends string>(
  type: T & Token<T>,
  property: (keyof Props<T> & string) | `${keyof Props<T> & string}.${string}`,
): Companion => ({ type, property });

/** Whether any such companion of a resource is in the stack. */
export function hasCompanion(graph: Graph, resource: Named, ...companions: readonly Companion[]): boolean {
  return either(
    ...companions.map(
      ({ type, property }) =>
        () =>
          exists(graph.referrers(resource, type as never, property)),
    ),
  );
}
