import type { Urn } from "../model";

/** Why the program's registrations cannot be carried out. */
export type PlanningErrorCode =
  /** Two resources have the same URN, or one has the former URN of the other. */
  | "duplicate-urn"
  /** Two resources have the same alias. */
  | "duplicate-alias"
  /** Replacing a resource would delete a protected resource that depends on it. */
  | "protected";

/** Thrown when planning cannot continue. The messages are those of Pulumi's engine. */
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
