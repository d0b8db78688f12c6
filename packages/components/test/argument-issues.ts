import { ArgumentsError, type ArgumentIssue } from "../src/shared/argument-issues";

/** Returns the issues of the ArgumentsError that an action throws, or an empty array if it does not throw one. */
export function issuesThrownBy(action: () => unknown): readonly ArgumentIssue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ArgumentsError) return error.issues;
    throw error;
  }
  return [];
}

/** Returns `code path` for each issue. Tests compare these, because codes and paths are stable. */
export const codesOf = (issues: readonly ArgumentIssue[]): string[] =>
  issues.map(({ code, path }) => `${code} ${path}`);

/** Returns the wording of issues. Each module has one snapshot of it. */
export const wordingOf = (issues: readonly ArgumentIssue[]): string =>
  issues.map(({ path, message }) => `${path}: ${message}`).join("\n");
