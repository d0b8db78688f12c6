import type { Approval } from "../src/model/approval";

/** Returns the approval of the deletion of a queue of the stack shop/dev. */
export function approval(parts: Partial<Approval> = {}): Approval {
  return {
    id: "ABCDEFGH23",
    resource: "urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders",
    rule: "stateful-delete",
    operation: "delete",
    reason: "The queue is empty",
    approver: "Ada",
    expires: "2027-01-31",
    ...parts,
  };
}

/** Returns an approvals file. */
export const approvalsYaml = (...approvals: readonly Approval[]): string =>
  `approvals:\n${approvals.map((entry) => `  - ${JSON.stringify(entry)}\n`).join("")}`;
