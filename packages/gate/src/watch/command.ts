import type { Command } from "commander";
import { addFlags, flagValues } from "../flags/flag";
import type { ExitCode } from "../model/exit-codes";
import type { CommandIO } from "../terminal/command-io";
import { WATCH_FLAGS } from "./flags";
import { watch } from "./watch";

/** Registers `roadbed watch`. */
export function addWatch(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("watch")
    .description("Check a stack each time files are saved, and report what changed in the verdict.")
    .argument("[DIR]", "The directory that contains a Pulumi.yaml file.", ".");
  addFlags(command, WATCH_FLAGS);
  command.action(async (directory: string, options: Readonly<Record<string, unknown>>) => {
    end(await watch({ ...flagValues(WATCH_FLAGS, options), directory }, io));
  });
}
