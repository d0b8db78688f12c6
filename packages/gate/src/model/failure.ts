import type { ExitReason } from "./exit-codes";

/** Why a run did not pass. */
export interface Failure {
  readonly reason: Exclude<ExitReason, "passed">;
  /** One sentence: what is wrong, where, and the remedy. */
  readonly message: string;
}
