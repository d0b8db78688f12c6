import { ignoresChanges } from "../conditions/ignored-changes";
import { allOf, listOf } from "../kernel/connectives";
import type { StackIssue } from "../kernel/check-result";
import type { Graph } from "../authoring/define-stack-rule";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";

/** A property that selects the version of a definition that a resource runs. */
export interface DefinitionReference {
  readonly type: string;
  /** The path of the property, without array indexes. */
  readonly path: string;
  /** The type of the definition. */
  readonly definition: string;
  /**
   * Whether another tool is responsible for the property, so that the resource has to ignore changes to it.
   *
   * @default never
   */
  readonly isDelegated?: (props: never) => boolean;
}

/** Returns a reference to a definition. The compiler checks the type token and the property. */
export const definitionReference = <const T extends string>(
  type: T & TypeToken<T>,
  path: (keyof InputsOf<T> & string) | `${keyof InputsOf<T> & string}.${string}`,
  definition: string,
  isDelegated?: (props: InputsOf<T>) => boolean,
): DefinitionReference => ({ type, path, definition, ...(isDelegated && { isDelegated }) });

const className = (type: string) => type.slice(type.lastIndexOf(":") + 1);

/** Returns the resources that ignore changes to their reference, although the program declares the definition. */
export function ignoredDefinitions(graph: Graph, references: readonly DefinitionReference[]): readonly StackIssue[] {
  return listOf(...references.map((reference) => () => ignoredDefinitionsOf(graph, reference)));
}

function ignoredDefinitionsOf(
  graph: Graph,
  { type, path, definition, isDelegated = () => false }: DefinitionReference,
): readonly StackIssue[] {
  return graph
    .byTypeToken(type)
    .filter((resource) =>
      allOf(
        () => ignoresChanges(resource, path),
        () => !isDelegated(resource.props as never),
        () => graph.byTypeToken(definition).some((declared) => graph.references(resource, path, declared)),
      ),
    )
    .map((resource) => ({
      resource,
      message: `changes to the ${className(definition)} are never deployed, because changes to ${path} are ignored`,
    }));
}
