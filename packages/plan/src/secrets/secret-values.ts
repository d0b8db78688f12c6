import { parseUrn, type Plan, type Value } from "../model";
import { NO_POSITION, propertiesPosition, type ValuePosition } from "./value-position";
import { visitLeaves } from "./visit-leaves";

/** Shorter values with a secret name are settings rather than secrets, such as `token: "dev"`. */
const MIN_NAMED_LENGTH = 8;

/**
 * Returns all secret strings of a plan: values that the program or the provider marks as secret, and literals in
 * properties that hold secrets, according to the provider's schema or to the property's name.
 *
 * @remarks
 * A secret that equals a public name, such as that of the stack, is left out, because hiding it would make every URN
 * unreadable.
 */
export function secretValuesOf(plan: Plan): Set<string> {
  const found = new Set<string>();
  const add = (secret: string): void => void found.add(secret);
  for (const resource of [...plan.resources, ...plan.steps.flatMap(({ old }) => old ?? [])]) {
    const position = propertiesPosition(resource.type);
    for (const properties of [resource.inputs, resource.outputs]) collectSecrets(properties, add, position);
    if (resource.options.replacementTrigger !== undefined) collectSecrets(resource.options.replacementTrigger, add);
  }
  collectSecrets(plan.outputs, add);
  for (const name of publicNamesOf(plan)) found.delete(name);
  return found;
}

/** Returns the names in a plan that are no secrets: those of the organization, the project, the stack, and the types. */
export function publicNamesOf({ organization, project, stack, resources }: Plan): readonly string[] {
  return [organization, project, stack, ...resources.flatMap(({ urn }) => parseUrn(urn)?.type ?? [])];
}

/** Passes each secret string in a value to a function. */
export function collectSecrets(
  value: Value,
  add: (secret: string) => void,
  position: ValuePosition = NO_POSITION,
): void {
  visitLeaves(
    value,
    {
      onLeaf: ({ value: leaf, isMarked, isNamed }) => {
        if (isMarked || (isNamed && isDistinctive(leaf))) add(String(leaf));
      },
    },
    position,
  );
}

/** Whether hiding a literal everywhere hides a secret rather than a common word, such as `token: "disabled"`. */
function isDistinctive(leaf: string | number): boolean {
  return typeof leaf === "string" && leaf.length >= MIN_NAMED_LENGTH && !/^[a-z]+$/i.test(leaf);
}
