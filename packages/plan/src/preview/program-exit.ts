import type { Session } from "../engine";
import { STACK_TYPE } from "../model";
import type { ExitStatus } from "../process";

/** The SDK ends a program with this after it has logged the error itself. */
const LOGGED_ERROR = 32;

/**
 * Reports why a program ended, if that is not plain from what it logged.
 *
 * @param stderr the end of what it printed there
 * @param signals whether its SDK says when the program is through
 * @returns whether it ran to its end
 */
export function reportProgramExit(
  session: Session,
  ending: ExitStatus,
  stderr: string,
  signals: boolean,
): "succeeded" | "failed" {
  const explained = session.failed || session.diagnostics.some(({ severity }) => severity === "error");
  if (ending.code === 0 && !explained) {
    if (signals && !session.finished) reportMissing(session, EARLY_EXIT);
    else if (hasStack(session) && !session.exported) reportMissing(session, NEVER_SETTLED);
    return "succeeded";
  }
  if (!explained) session.report("error", describe(ending, stderr));
  return "failed";
}

const EARLY_EXIT =
  "The program called process.exit(0), or was made to, before it had registered everything: whatever it would have registered after that is missing from the plan.";
const NEVER_SETTLED =
  "What the program exports waits for something that never happens: whatever it would have registered after that is missing from the plan.";

const hasStack = ({ resources }: Session): boolean =>
  [...resources.values()].some(({ goal }) => goal.type === STACK_TYPE);

function reportMissing(session: Session, sentence: string): void {
  session.report("warning", sentence);
  session.notes.push(sentence);
}

function describe({ code, signal }: ExitStatus, stderr: string): string {
  const printed = stderr === "" ? "" : `\n${stderr}`;
  if (signal !== undefined) return `The program was ended by ${signal}.${printed}`;
  if (code === LOGGED_ERROR && stderr !== "") return stderr;
  return `Program exited with non-zero exit code: ${code ?? "none"}${printed}`;
}
