import { failureOf } from "../failures/failure-of";
import type { RunOptions } from "../evaluate/evaluate-stack";
import type { Target } from "../targets/target";
import type { Judgement } from "../verdict/verdict";

/**
 * Has the types of a program checked while it is judged. That they cannot be checked is a failure beside what was found.
 *
 * @param judge previews and judges the program
 */
export async function withTypeCheck(
  { program }: Target,
  { passEnvironment, timeoutSeconds, signal }: RunOptions,
  judge: () => Promise<Judgement>,
): Promise<Judgement> {
  const { checkTypes } = await import("@roadbed/plan/preview");
  const stop = new AbortController();
  const limit = timeoutSeconds !== undefined && { timeoutSeconds };
  const options = { passEnvironment, ...limit, signal: AbortSignal.any([signal, stop.signal]) };
  // Settled, so that a compiler that fails first is not taken for an error that nobody waits for.
  const checking = Promise.allSettled([checkTypes(program, options)]);
  try {
    const judgement = await judge();
    const [types] = await checking;
    signal.throwIfAborted();
    if (types.status === "fulfilled") return { ...judgement, typeErrors: types.value };
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(types.reason)] };
  } finally {
    // If there is no plan, the compiler is ended, and waited for: no process is left behind.
    stop.abort();
    await checking;
  }
}
