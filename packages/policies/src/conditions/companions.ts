import { anyOf, isNotEmpty } from "../kernel/connectives";
import type { Graph } from "../authoring/define-stack-rule";
import type { ResourceReference } from "../graph/graph";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";

/** A resource type that adds something to another resource, and its property that references that resource. */
export interface Companion {
  readonly type: string;
  readonly property: string;
}

/** Returns a companion. The compiler checks the type token and the property. `property` can be a path within a property. */
export const companion = <const T extends string>(
  type: T & TypeToken<T>,
  property: (keyof InputsOf<T> & string) | `${keyof InputsOf<T> & string}.${string}`,
): Companion => ({ type, property });

/** Whether the stack contains any of a resource's companions. */
export function hasCompanion(graph: Graph, resource: ResourceReference, ...companions: readonly Companion[]): boolean {
  return anyOf(
    ...companions.map(
      ({ type, property }) =>
        () =>
          isNotEmpty(graph.referrersByTypeToken(resource, type, property)),
    ),
  );
}
