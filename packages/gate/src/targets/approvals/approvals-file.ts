import type { YamlFile } from "@roadbed/plan/internal";
import { CommandError } from "../../failures/command-error";
import { isPreviewError } from "../../failures/failure-of";
import { MAX_APPROVAL_DAYS, type Approval } from "../../model/approval";
import { plainValue } from "../settings/plain-value";
import { schemaIssues } from "../settings/schema-issues";
import { APPROVALS_SCHEMA } from "./approvals-schema";

/** The approvals in a file. */
export interface ApprovalsFile {
  /** The path of the file, as messages show it. */
  readonly path: string;
  readonly approvals: readonly Approval[];
  /** Returns a sentence about a member of an approval, with the file, the line, and the column. */
  readonly problem: (index: number, member: keyof Approval, message: string) => string;
}

/** How far ahead the last day of an approval can be. */
export const APPROVAL_LIMIT = { days: MAX_APPROVAL_DAYS, reason: `approvals last at most ${MAX_APPROVAL_DAYS} days` };

/**
 * Reads an approvals file.
 *
 * @param label - the path that messages show
 * @throws CommandError `approvals-invalid` with all problems, each with its line and column
 */
export async function readApprovals(path: string, now: Date, label = path): Promise<ApprovalsFile> {
  const [{ YamlFile: Yaml }, { Ajv }, { closestNames, expiryIssue }] = await Promise.all([
    import("@roadbed/plan/internal"),
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const relabeled = (message: string): string =>
    message.startsWith(path) ? label + message.slice(path.length) : message;
  const invalid = (problems: readonly string[], options?: ErrorOptions): CommandError =>
    new CommandError("approvals-invalid", [...new Set(problems)].map(relabeled), options);
  let yaml: YamlFile;
  try {
    yaml = new Yaml(path);
  } catch (error) {
    if (!isPreviewError(error)) throw error;
    throw invalid([error.message], { cause: error });
  }
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<{ approvals: readonly Approval[] }>(
    APPROVALS_SCHEMA,
  );
  const document = withList(plainValue(yaml.get()));
  if (!validate(document)) {
    const issues = schemaIssues(validate.errors ?? [], closestNames);
    throw invalid(issues.map((issue) => yaml.problem(issue.path, issue.message).message));
  }
  const problem: ApprovalsFile["problem"] = (index, member, message) =>
    relabeled(yaml.problem(["approvals", index, member], `approvals[${index}].${member}: ${message}`).message);
  const problems = document.approvals.flatMap(({ expires, ...approval }, index) => {
    const issue = expiryIssue(expires, now, APPROVAL_LIMIT);
    const first = document.approvals.findIndex(({ id }) => id === approval.id);
    return [
      ...(issue === undefined ? [] : [problem(index, "expires", issue)]),
      ...blankMembers(approval).map((member) => problem(index, member, "expected a non-empty string")),
      ...(first === index ? [] : [problem(index, "id", `the same ID as approvals[${first}]; remove one of them`)]),
    ];
  });
  if (problems.length > 0) throw invalid(problems);
  return { path: label, approvals: document.approvals, problem };
}

/** Returns the document with an empty list if it has no approvals yet, as in a file that contains only comments. */
function withList(document: unknown): unknown {
  if (document === undefined || document === null) return { approvals: [] };
  if (typeof document !== "object" || !("approvals" in document)) return document;
  return { ...document, approvals: document.approvals ?? [] };
}

const blankMembers = ({ reason, approver, ticket }: Partial<Approval>): readonly (keyof Approval)[] =>
  Object.entries({ reason, approver, ticket }).flatMap(([name, value]) =>
    value?.trim() === "" ? [name as keyof Approval] : [],
  );
