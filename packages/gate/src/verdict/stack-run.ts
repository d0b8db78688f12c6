import type { Complete } from "../evaluate/stages";
import type { Failure } from "../model/failure";
import type { StackVerdict } from "../model/verdict";

/** The completed check of one stack, successful or not. */
export interface StackRun extends Pick<StackVerdict, "directory" | "project" | "stack" | "output" | "durationSeconds"> {
  readonly result: Complete | { readonly failures: readonly Failure[] };
}
