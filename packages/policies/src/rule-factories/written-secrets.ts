import { createResourceRule, toExample } from "../authoring/define-rule";
import { holdersAt, type PropertyHolder } from "../conditions/property-holders";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";
import type { ResourceRule } from "../authoring/rule";
import type { RuleMeta } from "../model/rule-meta";

/** A property that contains a secret, with example inputs that set the property and that use the alternative. */
export interface SecretProperty {
  readonly type: string;
  /** The path of the property without array indexes, as in the resource facts. */
  readonly path: string;
  readonly passing: object;
  readonly failing: object;
}

/** Returns a property that contains a secret. The compiler checks the type token and the examples. */
export const secretProperty = <const T extends string>(
  type: T & TypeToken<T>,
  path: string,
  examples: { readonly passing: InputsOf<T>; readonly failing: InputsOf<T> },
): SecretProperty => ({ type, path, ...examples });

interface WrittenSecrets extends Pick<RuleMeta, "id" | "title" | "remedy"> {
  readonly properties: readonly [SecretProperty, ...SecretProperty[]];
}

/**
 * Creates a rule that forbids properties with secrets for which the service has an alternative that does not store the
 * secret in the state of the stack.
 */
export function writtenSecretsRule({ properties, ...meta }: WrittenSecrets): ResourceRule {
  const types = [...new Set(properties.map(({ type }) => type))];
  const pathsOf = (type: string) => properties.flatMap((property) => (property.type === type ? [property.path] : []));
  return createResourceRule({
    ...meta,
    severity: "medium",
    why: "A secret that the program sets is stored in the stack's configuration or state, and does not change until someone rotates it.",
    readers: Object.fromEntries(
      types.map((type) => [type, (inputs: unknown) => pathsOf(type).map((path) => ({ inputs, path }))] as const),
    ),
    check: (item) => {
      const { inputs, path } = item as { readonly inputs: PropertyHolder; readonly path: string };
      const names = path.split(".");
      const name = names.pop() ?? path;
      return holdersAt(inputs, names)
        .filter((holder) => name in holder)
        .map((holder) => ({ at: names.length === 0 ? name : holder, message: "the program sets a secret" }));
    },
    examples: () => ({
      pass: properties.map(({ type, passing }) => toExample(type, passing)),
      fail: properties.map(({ type, failing }) => toExample(type, failing)),
    }),
  });
}
