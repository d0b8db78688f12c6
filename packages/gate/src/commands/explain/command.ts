import { Option, type Command } from "commander";
import type { ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { explain, type ExplainRequest } from "./explain";

/** Registers `roadbed explain`. */
export function addExplain(program: Command, surroundings: CommandIO, end: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description("say why a rule is there, what to write instead, and show examples")
    .argument("<RULE>", "the id that a finding names, as sg-world-admin-ports")
    .addOption(new Option("-o, --output <format>", "how to write it").choices(["text", "json"]).default("text"))
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR are respected as well")
    .option("--debug", "print stack traces")
    .action(async (rule: string, flags: ExplainRequest) => end(await explain(rule, flags, surroundings)));
}
