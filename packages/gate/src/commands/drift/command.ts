import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { drift } from "./drift";
import { DRIFT_FLAGS } from "./flags";

/** Registers `roadbed drift`. */
export function addDrift(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("drift")
    .description(
      "Report what was changed outside of Pulumi, and what to do about it. Requires the Pulumi CLI and credentials, or a recorded event log. Writes no state.",
    )
    .argument("[DIR]", "The directory of the program.", ".");
  addFlags(command, DRIFT_FLAGS);
  command.action(async (directory: string, options: Readonly<Record<string, unknown>>) =>
    end(await drift(directory, flagValues(DRIFT_FLAGS, options), io)),
  );
}
