import { anyOf, isNotEmpty } from "../kernel/connectives";
import type { Graph } from "../authoring/define-stack-rule";
import type { ResourceReference } from "../graph/graph";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";

/** A kind of resource that adds something to another, and its property that says to which. */
export interface Companion {
  readonly type: string;
  readonly property: string;
}

/** A companion, checked by the compiler. `property` may be a path below the named one. */
export const companion = <const T extends string>(
  type: T & TypeToken<T>,
  property: (keyof InputsOf<T> & string) | `${keyof InputsOf<T> & string}.${string}`,
): Companion => ({ type, property });

/** Whether any such companion of a resource is in the stack. */
export function hasCompanion(graph: Graph, resource: ResourceReference, ...companions: readonly Companion[]): boolean {
  return anyOf(
    ...companions.map(
      ({ type, property }) =>
        () =>
          isNotEmpty(graph.runtimeReferrers(resource, type, property)),
    ),
  );
}
