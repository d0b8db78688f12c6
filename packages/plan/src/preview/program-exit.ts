import type { Session } from "../engine";
import { STACK_TYPE, type Plan } from "../model";
import type { ExitStatus } from "../process";

/** The exit code that the SDK uses after it has logged the error itself. */
const LOGGED_ERROR = 32;

/**
 * Returns the plan's result and whether the program ended early, based on the way in which it exited. Reports the reason
 * of a failure unless the program has logged it.
 *
 * @param stderr - the end of the program's standard error
 * @param signalsCompletion - whether the SDK notifies the monitor when a program has finished
 */
export function reportProgramExit(
  session: Session,
  exit: ExitStatus,
  stderr: string,
  signalsCompletion: boolean,
): Pick<Plan, "result" | "endedEarly"> {
  const isExplained = session.failed || session.diagnostics.some(({ severity }) => severity === "error");
  const unfinished = describeUnfinished(session, signalsCompletion);
  if (exit.code === 0 && !isExplained) {
    if (unfinished !== undefined) reportMissing(session, unfinished);
    return { result: "succeeded", endedEarly: unfinished !== undefined };
  }
  if (!isExplained) session.report("error", describeExit(exit, stderr));
  return { result: "failed", endedEarly: exit.code !== 0 || session.failed || unfinished !== undefined };
}

/** Returns why the plan of a program that exited with code 0 is incomplete, or undefined if the program has finished. */
function describeUnfinished(session: Session, signalsCompletion: boolean): string | undefined {
  if (signalsCompletion && !session.finished) return EARLY_EXIT;
  return hasStack(session) && !session.exported ? PENDING_OUTPUTS : undefined;
}

const EARLY_EXIT =
  "The program exited with code 0 before it finished, for example because it called process.exit(). The plan does not contain the resources that the program would have registered afterward.";
const PENDING_OUTPUTS =
  "The program's outputs depend on a promise that never settles. The plan does not contain the resources that the program would have registered afterward.";

const hasStack = ({ resources }: Session): boolean =>
  [...resources.values()].some(({ goal }) => goal.type === STACK_TYPE);

function reportMissing(session: Session, sentence: string): void {
  session.report("warning", sentence);
  session.notes.push(sentence);
}

function describeExit({ code, signal }: ExitStatus, stderr: string): string {
  const printed = stderr === "" ? "" : `\n${stderr}`;
  if (signal !== undefined) return `The program was terminated by ${signal}.${printed}`;
  if (code === LOGGED_ERROR && stderr !== "") return stderr;
  return `Program exited with non-zero exit code: ${code ?? "none"}${printed}`;
}
