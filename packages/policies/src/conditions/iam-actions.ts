import { allOf, listOf } from "../kernel/connectives";
import type { Statement } from "../views/policy-documents";

/**
 * Whether an IAM action pattern matches an action, ignoring case. `*` and `?` are wildcards.
 *
 * @remarks
 * The time is at most proportional to the product of both lengths, because patterns are untrusted input.
 */
export function covers(pattern: string, action: string): boolean {
  const [glob, target] = [pattern.toLowerCase(), action.toLowerCase()];
  let [at, star, resume] = [0, -1, 0];
  let next = 0;
  while (next < target.length) {
    if (glob[at] === "*") {
      [star, resume] = [at, next];
      at++;
    } else if (glob[at] === "?" || glob[at] === target[next]) {
      at++;
      next++;
    } else if (star !== -1) {
      // Lets the last star match one more character.
      resume++;
      [at, next] = [star + 1, resume];
    } else return false;
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}

/** Whether a statement allows any of the actions. */
export function allowsAny(statement: Statement, actions: readonly string[]): boolean {
  return allOf(
    () => statement.Effect === "Allow",
    () => listOf(() => statement.Action).some((pattern) => actions.some((action) => covers(pattern, action))),
  );
}

/** Whether a statement applies to every resource. */
export const isOnEverything = (statement: Statement): boolean =>
  listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource));
