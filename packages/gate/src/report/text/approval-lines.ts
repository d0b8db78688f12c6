import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { displayPath } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import type { Style } from "../../terminal/style";

/** Returns a line for each approved change and each unused approval. */
export function approvalLines({ approvedFindings, unusedApprovals }: StackVerdict, style: Style): string[] {
  const lines = [
    ...approvedFindings.map(({ rule, name, message, approval: { id, expires, approver, reason, ticket } }) => {
      const suffix = ticket === undefined ? "" : ` (${ticket})`;
      return `approved    ${rule}: ${name}: ${message}; ${id} until ${expires}, ${approver}: ${reason}${suffix}`;
    }),
    ...unusedApprovals.map(
      ({ id, rule, resource, expires }) => `unused      approval ${id} of ${rule} for ${resource} until ${expires}`,
    ),
  ];
  return [...new Set(lines)].map((line) => style("dim", oneLine(line)));
}

/** Returns the ID to approve if a finding blocks the change, and the approval that has expired, if any. */
export function approvalIdLines({ kind, level, change }: ReportedFinding): string[] {
  const { approvalId, expiredApproval } = change ?? {};
  if (approvalId === undefined || kind !== "violation" || level !== "mandatory") return [];
  const { approver = "", expires = "" } = expiredApproval ?? {};
  return [
    `    approval ID: ${approvalId}`,
    ...(expiredApproval === undefined ? [] : [`    the approval by ${oneLine(approver)} expired on ${expires}`]),
  ];
}

/** Returns the lines about the approvals file. */
export function approvalFileLines({ coverage: { approvals } }: StackVerdict, style: Style): string[] {
  if (approvals === undefined) return [];
  const { file, note } = approvals;
  return [
    ...(file === undefined ? [] : [`approvals   ${oneLine(displayPath(file))}`]),
    ...(note === undefined ? [] : [style("yellow", `approvals   ${oneLine(note)}`)]),
  ];
}
