import type { Command } from "commander";
import { readPlanToVerify } from "../../../evaluate/saved-plan/verify-plan";
import { addFlags, flagValues } from "../../../flags/flag";
import type { ExitCode } from "../../../model/exit-codes";
import type { CommandIO } from "../../../terminal/command-io";
import { check } from "../check";
import { VERIFY_PLAN_FLAGS, type VerifyPlanFlags } from "./flags";

/** Registers `roadbed verify-plan`. */
export function addVerifyPlan(program: Command, io: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("verify-plan")
    .description("Check a stack again before a deployment, and refuse a saved plan that is stale.")
    .argument("<FILE>", "The plan that `roadbed check --save-plan` wrote.")
    .argument("[DIR]", "The directory that contains a Pulumi.yaml file. Default: the current directory.");
  addFlags(command, VERIFY_PLAN_FLAGS);
  command.action(async (file: string, directory: string | undefined, options: Readonly<Record<string, unknown>>) => {
    const flags: VerifyPlanFlags = flagValues(VERIFY_PLAN_FLAGS, options);
    const request = { ...flags, directories: [directory ?? "."], recordContext: false, writeBaseline: false };
    // Read the plan now, before the program can change the file.
    end(await check(request, io, await readPlanToVerify(file)));
  });
}
