import { Option, type Command } from "commander";
import type { ExitCode } from "../../model/exit-codes";
import { SEVERITIES, TOPICS } from "../../rule-catalog/rule-selection";
import type { CommandIO } from "../../terminal/command-io";
import { listRules, type RulesRequest } from "./list-rules";

/** Registers `roadbed rules`. */
export function addRules(program: Command, surroundings: CommandIO, end: (code: ExitCode) => void): void {
  program
    .command("rules")
    .description("list the rules")
    .option("--service <name>", "those of a service, as aws.ecr or ecr, or with ids that begin with a word, as sg")
    .addOption(new Option("--severity <severity>", "those of a severity").choices(SEVERITIES))
    .addOption(new Option("--topic <topic>", "those about a topic").choices(TOPICS))
    .option("--framework <name>", "those that hold a control of a framework, as cis-aws-3.0")
    .option("--preset <name>", "those in a preset, with their level there (default: all, with the level in baseline)")
    .addOption(new Option("-o, --output <format>", "how to write the list").choices(["text", "json"]).default("text"))
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR are respected as well")
    .option("--debug", "print stack traces")
    .action(async (flags: RulesRequest) => end(await listRules(flags, surroundings)));
}
