import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { explain } from "./explain";
import { EXPLAIN_FLAGS } from "./flags";

/** Registers `roadbed explain`. */
export function addExplain(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("explain")
    .description("Explain why a rule exists and what to write instead, with examples.")
    .argument("<RULE>", "The ID of the rule, as shown in findings, such as sg-world-admin-ports.");
  addFlags(command, EXPLAIN_FLAGS);
  command.action(async (rule: string, options: Readonly<Record<string, unknown>>) =>
    end(await explain(rule, flagValues(EXPLAIN_FLAGS, options), io)),
  );
}
