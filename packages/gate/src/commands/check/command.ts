import type { Command } from "commander";
import { addFlags, flagValues } from "../../flags/flag";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { check } from "./check";
import { CHECK_FLAGS } from "./flags";

/** Registers `roadbed check`. */
export function addCheck(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("check")
    .description("Preview stacks and report whether their changes may go ahead.")
    .argument("[DIR...]", "The directories that contain a Pulumi.yaml file. Default: the current directory.");
  addFlags(command, CHECK_FLAGS);
  command.action(async (directories: readonly string[], options: Readonly<Record<string, unknown>>) => {
    const request = {
      ...flagValues(CHECK_FLAGS, options),
      directories: directories.length === 0 ? ["."] : directories,
    };
    end(await check(request, io));
  });
}
