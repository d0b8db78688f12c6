import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { wrapped, type Layout } from "./layout";

/** Returns a line for each approved change and each unused approval. */
export function approvalLines({ approvedFindings, unusedApprovals }: StackVerdict, layout: Layout): string[] {
  const lines = [
    ...approvedFindings.map(({ rule, name, message, approval: { id, expires, approver, reason, ticket } }) => {
      const suffix = ticket === undefined ? "" : ` (${ticket})`;
      return `approved    ${rule}: ${name}: ${message}; ${id} until ${expires}, ${approver}: ${reason}${suffix}`;
    }),
    ...unusedApprovals.map(
      ({ id, rule, resource, expires }) => `unused      approval ${id} of ${rule} for ${resource} until ${expires}`,
    ),
  ];
  return [...new Set(lines)].flatMap((line) =>
    wrapped(oneLine(line), layout, "", 12).map((part) => layout.style("dim", part)),
  );
}

/** Returns the IDs that approve the changes which block. */
export function approvalIds(findings: readonly ReportedFinding[]): readonly string[] {
  return findings.filter(isBlocking).flatMap(({ change }) => change?.approvalId ?? []);
}

/** Returns the approvals of blocking changes that have expired. */
export function expiredApprovals(findings: readonly ReportedFinding[]): readonly string[] {
  return findings
    .filter(isBlocking)
    .flatMap(({ change }) => change?.expiredApproval ?? [])
    .map(({ approver, expires }) => `by ${oneLine(approver)} on ${expires}`);
}

const isBlocking = ({ kind, level }: ReportedFinding): boolean => kind === "violation" && level === "mandatory";

/** Returns what a report says about the approvals file. */
export function approvalFileStrings({ coverage: { approvals } }: StackVerdict): readonly string[] {
  const { file, note } = approvals ?? {};
  return [...(file === undefined ? [] : [oneLine(displayPath(file))]), ...(note === undefined ? [] : [oneLine(note)])];
}
