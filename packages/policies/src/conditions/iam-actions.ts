import { allOf, listOf } from "../kernel/connectives";
import type { Statement } from "../views/policy-documents";

/**
 * Whether an IAM action pattern matches an action, ignoring case. `*` and `?` are wildcards.
 *
 * @remarks
 * Patterns are untrusted input, so the run time is limited: it is at most proportional to the product of both lengths.
 */
export function matchesAction(pattern: string, action: string): boolean {
  const [glob, target] = [pattern.toLowerCase(), action.toLowerCase()];
  let [position, star, resume] = [0, -1, 0];
  let next = 0;
  while (next < target.length) {
    if (glob[position] === "*") {
      [star, resume] = [position, next];
      position++;
    } else if (glob[position] === "?" || glob[position] === target[next]) {
      position++;
      next++;
    } else if (star !== -1) {
      // Lets the last star match one more character.
      resume++;
      [position, next] = [star + 1, resume];
    } else return false;
  }
  while (glob[position] === "*") position++;
  return position === glob.length;
}

/** Whether a statement allows any of the actions. */
export function allowsAny(statement: Statement, actions: readonly string[]): boolean {
  return allOf(
    () => statement.Effect === "Allow",
    () => listOf(() => statement.Action).some((pattern) => actions.some((action) => matchesAction(pattern, action))),
  );
}

/** Whether a statement applies to every resource. */
export const appliesToAllResources = (statement: Statement): boolean =>
  listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource));
