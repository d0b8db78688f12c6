import type { TypeProblem } from "@roadbed/plan/preview";
import { failureOf } from "../failures/failure-of";
import type { Failure } from "../model/failure";
import type { Target } from "../targets/target";
import { defined } from "../util/defined";
import type { PlanningOptions } from "./make-plan";

/** The errors of the TypeScript compiler, or the reason why the compiler could not run. */
export type TypeCheck = { readonly typeErrors: readonly TypeProblem[] } | { readonly failure: Failure };

/**
 * Checks the types of a program while other work runs.
 *
 * @throws any error of `work`, after the compiler has ended
 */
export async function checkTypesDuring<Result>(
  { program }: Target,
  { passEnvironment, timeoutSeconds, signal }: PlanningOptions,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly typeCheck: TypeCheck }> {
  const { checkTypes } = await import("@roadbed/plan/preview");
  const stop = new AbortController();
  const options = { passEnvironment, ...defined({ timeoutSeconds }), signal: AbortSignal.any([signal, stop.signal]) };
  // allSettled prevents an unhandled rejection if the compiler fails first.
  const checking = Promise.allSettled([checkTypes(program, options)]);
  try {
    const result = await work();
    const [types] = await checking;
    if (signal.aborted) return { result, typeCheck: { failure: failureOf(signal.reason) } };
    const typeCheck = types.status === "fulfilled" ? { typeErrors: types.value } : { failure: failureOf(types.reason) };
    return { result, typeCheck };
  } finally {
    // If the work failed, stop the compiler and wait for its end, so that no process is left behind.
    stop.abort();
    await checking;
  }
}
