import type { Operation, Urn } from "@roadbed/plan";

/** The permission to deploy one change that rules on changes report. */
export interface Approval {
  /** The ID of the change, as shown in the findings about it. */
  readonly id: string;
  /** The URN of the resource. */
  readonly resource: Urn;
  /** The ID of the rule that reports the change. */
  readonly rule: string;
  /** What the deployment does to the resource. */
  readonly operation: Operation;
  /** Why the change is intended. */
  readonly reason: string;
  /** The person or team that approved the change. */
  readonly approver: string;
  /** The last day on which the approval applies, in UTC, such as `2027-01-31`. */
  readonly expires: string;
  /** The ticket or incident that the change belongs to. */
  readonly ticket?: string;
  /** The commit for which the change was approved. */
  readonly commit?: string;
}

/** The names that an approvals file can have. `roadbed approve` creates the first one. */
export const APPROVALS_FILES = ["roadbed.approvals.yaml", "roadbed.approvals.yml"] as const;

/** The maximum duration of an approval, in days. A change that takes longer to deploy is reviewed again. */
export const MAX_APPROVAL_DAYS = 90;
