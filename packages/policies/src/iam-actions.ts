import { both, listed } from "./kernel/connectives";
import type { Statement } from "./views/policy-documents";

/** Whether a pattern of IAM, in which `*` and `?` are wildcards and case does not matter, means an action or resource. */
export function covers(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(name);
}

/** Whether a statement allows any of some actions. */
export function allowsAny(statement: Statement, actions: readonly string[]): boolean {
  return both(
    () => statement.Effect === "Allow",
    () => listed(() => statement.Action).some((pattern) => actions.some((action) => covers(pattern, action))),
  );
}

/** Whether a statement is about every resource there is. */
export const isOnEverything = (statement: Statement): boolean =>
  listed(() => statement.Resource).some((resource) => /^\*+$/.test(resource));
