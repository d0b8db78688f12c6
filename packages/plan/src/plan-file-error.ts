/**
 * Why a file gives no plan: it cannot be read at all, is not JSON, is something else, was written by a newer version,
 * or does not hold what it should.
 */
export type PlanFileProblem = "unreadable" | "syntax" | "foreign" | "newer" | "content";

/** One sentence about a plan file: which, where, and what would be right. */
export class PlanFileError extends Error {
  readonly problem: PlanFileProblem;
  constructor(problem: PlanFileProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlanFileError";
    this.problem = problem;
  }
}
