import { Option, type Command } from "commander";
import type { ExitCode } from "../../model/exit-codes";
import { audit, type AuditRequest } from "./audit";
import type { CommandIO } from "../../terminal/command-io";

/** The flags as commander reads them. */
type AuditFlags = Pick<AuditRequest, "preset" | "policyConfig" | "output" | "color"> & {
  readonly quiet?: boolean;
  readonly debug?: boolean;
};

/** Registers `roadbed audit`. */
export function addAudit(program: Command, surroundings: CommandIO, end: (code: ExitCode) => void): void {
  program
    .command("audit")
    .description("judge exported states by the rules of `check`, with a roll-up by rule and by stack")
    .argument("<STATE...>", "files that `pulumi stack export` wrote")
    .option("--preset <name>", "the rules to apply and how (default: what roadbed.yaml says, or baseline)")
    .option("--policy-config <file>", "settings of the rules from outside of the repository, as in roadbed.yaml")
    .addOption(new Option("-o, --output <format>", "how to write the report").choices(["text", "json"]).default("text"))
    .option("--quiet", "print only the roll-ups and the verdict")
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR are respected as well")
    .option("--debug", "print stack traces")
    .action(async (files: readonly string[], { quiet = false, debug = false, ...flags }: AuditFlags) =>
      end(await audit(files, { ...flags, quiet, debug }, surroundings)),
    );
}
