import type { Urn } from "../model";

/** Why planning cannot continue. */
export type PlanningErrorCode =
  /** Two resources have the same URN, or one resource has the other resource's former URN. */
  | "duplicate-urn"
  /** Two resources have the same alias. */
  | "duplicate-alias"
  /** Replacing a resource would delete a protected resource that depends on it. */
  | "protected";

/** Thrown if planning cannot continue. The messages are the same as in Pulumi's engine. */
export class PlanningError extends Error {
  readonly code: PlanningErrorCode;
  readonly urn: Urn;
  constructor(code: PlanningErrorCode, message: string, urn: Urn) {
    super(message);
    this.name = "PlanningError";
    this.code = code;
    this.urn = urn;
  }
}
