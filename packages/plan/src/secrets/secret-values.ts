import { makeSecret, parseUrn, type Plan, type Value } from "../model";
import { findCredentials } from "./find-credentials";
import { partsOf } from "./secret-parts";
import { NO_POSITION, propertiesPosition, type ValuePosition } from "./value-position";
import { visitLeaves } from "./visit-leaves";

/** Shorter values with a secret name are settings rather than secrets, such as `token: "dev"`. */
const MIN_NAMED_LENGTH = 8;

/** Stands for an unknown or secret part of a string. */
const STAND_IN = "unknown-part";

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
    const { replacementTrigger, pluginDownloadURL } = resource.options;
    if (replacementTrigger !== undefined) collectSecrets(replacementTrigger, add);
    // The name of the default provider contains the URL without its punctuation.
    if (pluginDownloadURL !== undefined) for (const secret of partsOf(pluginDownloadURL)) add(secret);
  }
  collectSecrets(plan.outputs, add);
  for (const name of publicNamesOf(plan)) found.delete(name);
  return found;
}

/** Returns the names in a plan that are no secrets: those of the organization, the project, the stack, and the types. */
export function publicNamesOf({ organization, project, stack, resources }: Plan): readonly string[] {
  return [organization, project, stack, ...resources.flatMap(({ urn }) => parseUrn(urn)?.type ?? [])];
}

/** Returns a secret and the secrets inside it, such as the members of a JSON document or the password in a URL. */
export function secretAndParts(secret: string): Set<string> {
  const found = new Set<string>();
  collectSecrets(makeSecret(secret), (part) => void found.add(part));
  return found;
}

/** Passes each secret string in a value, and each secret inside such a string, to a function. */
export function collectSecrets(
  value: Value,
  add: (secret: string) => void,
  position: ValuePosition = NO_POSITION,
): void {
  visitLeaves(
    value,
    {
      onLeaf: ({ value: leaf, isMarked, isNamed }) => {
        if (!isMarked && !(isNamed && isDistinctive(leaf))) return;
        add(String(leaf));
        // Each part is shorter than the secret, so the recursion ends.
        for (const part of partsOf(String(leaf))) collectSecrets(makeSecret(part), add);
      },
      // A password between two parts, such as those of a connection string with an unknown host, is only recognized together.
      onPartlyKnown: (parts) => {
        const text = parts.map((part) => (typeof part === "string" ? part : STAND_IN)).join("");
        for (const span of findCredentials(text)) {
          const credential = text.slice(...span);
          if (isDistinctive(credential) && !credential.includes(STAND_IN)) add(credential);
        }
      },
    },
    position,
  );
}

/** Whether hiding a literal everywhere hides a secret rather than a common word, such as `token: "disabled"`. */
function isDistinctive(leaf: string | number): boolean {
  return typeof leaf === "string" && leaf.length >= MIN_NAMED_LENGTH && !/^[a-z]+$/i.test(leaf);
}
