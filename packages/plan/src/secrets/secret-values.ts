import { findTypeFacts } from "../facts";
import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  parseUrn,
  type Plan,
  type Unknown,
  type Value,
} from "../model";
import { isSecretPropertyName } from "./secret-property-names";

/** Shorter values with a secret name are settings rather than secrets, such as `token: "dev"`. */
const MIN_NAMED_LENGTH = 8;

/** How a value was recognized as secret: by the mark of the program or provider, by its property, or not at all. */
type Origin = "marked" | "named" | undefined;

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
  for (const resource of [...plan.resources, ...plan.steps.flatMap(({ old }) => old ?? [])]) {
    const secretPaths = new Set(findTypeFacts(resource.type)?.secretProperties);
    for (const properties of [resource.inputs, resource.outputs])
      collectSecrets(properties, (secret) => found.add(secret), secretPaths);
    if (resource.options.replacementTrigger !== undefined)
      collectSecrets(resource.options.replacementTrigger, (secret) => found.add(secret));
  }
  collectSecrets(plan.outputs, (secret) => found.add(secret));
  for (const name of publicNamesOf(plan)) found.delete(name);
  return found;
}

/** Returns the names in a plan that are no secrets: those of the organization, the project, the stack, and the types. */
export function publicNamesOf({ organization, project, stack, resources }: Plan): readonly string[] {
  return [organization, project, stack, ...resources.flatMap(({ urn }) => parseUrn(urn)?.type ?? [])];
}

/**
 * Passes each secret string in a value to a function.
 *
 * @param secretPaths - the paths of secrets, without array indexes, such as `users.password`
 */
export function collectSecrets(
  value: Value,
  add: (secret: string) => void,
  secretPaths: ReadonlySet<string> = new Set(),
): void {
  const visit = (current: Value, origin: Origin, path: string): void => {
    if (isSecret(current)) visit(current.value, "marked", path);
    else if (isUnknown(current)) visitParts(current, origin, path);
    else if (isAsset(current)) {
      if (current.text !== undefined) visit(current.text, origin, path);
    } else if (isArchive(current))
      for (const member of Object.values(current.assets ?? {})) visit(member, origin, path);
    else if (isList(current)) for (const element of current) visit(element, origin, path);
    else if (isProperties(current)) {
      for (const [name, member] of Object.entries(current)) {
        const memberPath = path === "" ? name : `${path}.${name}`;
        const isNamed = secretPaths.has(memberPath) || isSecretPropertyName(name) || isLabeledSecret(current, name);
        visit(member, origin ?? (isNamed ? "named" : undefined), memberPath);
      }
    } else if (typeof current === "string" || typeof current === "number") visitLeaf(current, origin, path);
  };
  const visitParts = ({ origin: parts }: Unknown, origin: Origin, path: string): void => {
    if (parts?.kind === "text") for (const part of parts.parts) visit(part, origin, path);
    else if (parts?.kind === "json") visit(parts.value, origin, path);
  };
  const visitLeaf = (leaf: string | number, origin: Origin, path: string): void => {
    const document = typeof leaf === "string" ? parseDocument(leaf) : undefined;
    if (origin === "marked" || (origin === "named" && isDistinctive(leaf))) add(String(leaf));
    if (document !== undefined) visit(document, origin, path);
  };
  visit(value, undefined, "");
}

/** Whether hiding a literal everywhere hides a secret rather than a common word, such as `token: "disabled"`. */
function isDistinctive(leaf: string | number): boolean {
  return typeof leaf === "string" && leaf.length >= MIN_NAMED_LENGTH && !/^[a-z]+$/i.test(leaf);
}

/** Whether a member is the value of a secret, as in the container environment `{ name: "DB_PASSWORD", value: … }`. */
export function isLabeledSecret(container: Value, member: string | number): boolean {
  if (!isProperties(container) || !/^value$/i.test(String(member))) return false;
  const label = container.name ?? container.key ?? container.Name ?? container.Key;
  return typeof label === "string" && isSecretPropertyName(label);
}

/** Deeper documents are not parsed, because recursion could overflow the call stack. */
const MAX_DOCUMENT_DEPTH = 200;

/** Parses a string that contains a JSON object or array. Returns undefined for other strings, and for deep documents. */
export function parseDocument(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text) || isDeep(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined; // an ordinary string
  }
}

/** Counts brackets inside strings as well, which rarely matters and is fast. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_DOCUMENT_DEPTH) return true;
  }
  return false;
}
