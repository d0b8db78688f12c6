import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { RULES_FLAGS } from "./flags";
import { listRules } from "./list-rules";

/** Registers `roadbed rules`. */
export function addRules(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program.command("rules").description("List the rules.");
  addFlags(command, RULES_FLAGS);
  command.action(async (options: Readonly<Record<string, unknown>>) =>
    end(await listRules(flagValues(RULES_FLAGS, options), io)),
  );
}
