import { allOf, listOf } from "../kernel/connectives";
import type { Statement } from "../views/policy-documents";

/**
 * Whether a pattern of IAM, in which `*` and `?` are wildcards and case does not matter, means an action. Takes time by
 * the length of both, whatever the pattern is: patterns come out of programs.
 */
export function covers(pattern: string, action: string): boolean {
  const [wanted, text] = [pattern.toLowerCase(), action.toLowerCase()];
  let [at, star, resume] = [0, -1, 0];
  let next = 0;
  while (next < text.length) {
    if (wanted[at] === "*") {
      [star, resume] = [at, next];
      at++;
    } else if (wanted[at] === "?" || wanted[at] === text[next]) {
      at++;
      next++;
    } else if (star !== -1) {
      // The last star takes one character more.
      resume++;
      [at, next] = [star + 1, resume];
    } else return false;
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}

/** Whether a statement allows any of some actions. */
export function allowsAny(statement: Statement, actions: readonly string[]): boolean {
  return allOf(
    () => statement.Effect === "Allow",
    () => listOf(() => statement.Action).some((pattern) => actions.some((action) => covers(pattern, action))),
  );
}

/** Whether a statement is about every resource there is. */
export const isOnEverything = (statement: Statement): boolean =>
  listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource));
