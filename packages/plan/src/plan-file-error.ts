/**
 * Why a file gives no plan: it cannot be read at all, is not JSON, is something else, was written by a newer version,
 * or does not hold what it should.
 */
export type PlanFileErrorCode = "unreadable" | "syntax" | "foreign" | "newer" | "content";

/** One sentence about a plan file: which, where, and what would be right. */
export class PlanFileError extends Error {
  readonly code: PlanFileErrorCode;
  constructor(problem: PlanFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlanFileError";
    this.code = problem;
  }
}
