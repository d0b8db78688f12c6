import { failuresOf } from "../src/failures/failure-of";
import type { Failure } from "../src/model/failure";

/** Runs a task, and returns the failures that a command would report, or none if the task succeeds. */
export async function failuresIn(task: () => unknown): Promise<readonly Failure[]> {
  try {
    await task();
  } catch (error) {
    return failuresOf(error);
  }
  return [];
}
