import type { Problems } from "./argument-issues";

/**
 * The name of a child: `<component's name>-<noun>[-<key>]`. A key is a tier, or a slot of an address plan, and never a
 * position in a list: names are identity, and a list that grows must not rename what is already there.
 */
export function childName(name: string, noun: string, key?: string): string {
  return key === undefined ? `${name}-${noun}` : `${name}-${noun}-${key}`;
}

// "-" and seven hexadecimal digits, which Pulumi appends to a name that the program does not fix.
const AUTONAME_CHARACTERS = 8;

/** How long the physical name of one child may be. */
export interface NameBudget {
  readonly noun: string;
  /** What the cloud calls it, with an article: "an ECR repository". */
  readonly resource: string;
  /** Characters that the cloud allows, what Pulumi appends included. */
  readonly limit: number;
}

/**
 * Judges the length of the physical name that Pulumi will make. A preview passes names that are too long, and the
 * deployment then fails, so it is said here.
 */
export function checkNameBudget(problems: Problems, name: string, { noun, resource, limit }: NameBudget): void {
  if (typeof (name as unknown) !== "string") {
    problems.add("name", name, { limit: "is not text", remedy: "give the component a name" });
    return;
  }
  const room = limit - AUTONAME_CHARACTERS - childName("", noun).length;
  if (name.length > room) {
    problems.add("name", name, {
      shown: "",
      limit: `${name.length} characters leave no room in the ${limit} of ${resource} for "-${noun}" and what Pulumi appends`,
      remedy: `use at most ${room}`,
    });
  }
}
