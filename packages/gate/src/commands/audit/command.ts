import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { audit } from "./audit";
import { AUDIT_FLAGS } from "./flags";

/** Registers `roadbed audit`. */
export function addAudit(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("audit")
    .description(
      "Evaluate exported states with the same rules as `check`, and summarize the findings by rule and by stack.",
    )
    .argument("<STATE...>", "The files written by `pulumi stack export`.");
  addFlags(command, AUDIT_FLAGS);
  command.action(async (files: readonly string[], options: Readonly<Record<string, unknown>>) =>
    end(await audit(files, flagValues(AUDIT_FLAGS, options), io)),
  );
}
