import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { approve } from "./approve";
import { APPROVE_FLAGS } from "./flags";

/** Registers `roadbed approve`. */
export function addApprove(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("approve")
    .description("Add changes that a verdict reports to roadbed.approvals.yaml, so that they do not block.")
    .argument("<ID...>", "The approval IDs of the changes, as shown in findings, such as LOWQ4L4KYD.");
  addFlags(command, APPROVE_FLAGS);
  command.action(async (ids: readonly string[], options: Readonly<Record<string, unknown>>) =>
    end(await approve(ids, flagValues(APPROVE_FLAGS, options), io)),
  );
}
