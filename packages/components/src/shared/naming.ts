import type { ArgumentIssues } from "./argument-issues";
import { expected } from "./checks";

/**
 * Returns the name of a child: `<component>-<noun>[-<key>]`.
 *
 * @param key - a tier or a slot, never an array index, because a longer array must not rename existing resources
 */
export function childName(component: string, noun: string, key?: string): string {
  return key === undefined ? `${component}-${noun}` : `${component}-${noun}-${key}`;
}

/** The length of the suffix that Pulumi appends to generated names: "-" and seven hexadecimal digits. */
const GENERATED_SUFFIX_CHARACTERS = 8;

/** The maximum length of the physical name of a child. */
export interface NameLimit {
  /** The noun of the child, which is part of its name. */
  readonly noun: string;
  /** The kind of resource, with an article: "an ECR repository". */
  readonly resource: string;
  /** The number of characters that the cloud allows, including the suffix that Pulumi appends. */
  readonly maxCharacters: number;
}

/**
 * Checks that the name of the component is short enough for the physical name that Pulumi generates for a child. A preview
 * does not detect names that are too long, so the deployment would fail.
 *
 * @returns Whether the name is valid.
 */
export function checkNameLength(issues: ArgumentIssues, name: string, limit: NameLimit): boolean {
  const { noun, resource, maxCharacters } = limit;
  if (typeof (name as unknown) !== "string") {
    issues.add("name", name, expected("wrong-type", "a string"));
    return false;
  }
  const suffix = childName("", noun);
  const available = maxCharacters - GENERATED_SUFFIX_CHARACTERS - suffix.length;
  if (name.length <= available) return true;
  issues.add("name", name, {
    code: "out-of-range",
    statement: `expected at most ${available} characters, got ${name.length}`,
    remedy: `Use a shorter name. The name of ${resource} is limited to ${maxCharacters} characters, including "${suffix}" and the suffix that Pulumi appends.`,
  });
  return false;
}
