import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { EXIT_CODES, exitCodeLines, type ExitCode } from "../model/exit-codes";
import { exitCodeFor } from "../model/failure";
import { addApprove } from "../commands/approve/command";
import { addAudit } from "../commands/audit/command";
import type { CommandIO } from "../terminal/command-io";
import { addCheck } from "../commands/check/command";
import { addVerifyPlan } from "../commands/check/verify-plan/command";
import { addDrift } from "../commands/drift/command";
import { addExplain } from "../commands/explain/command";
import { addPolicyConfig } from "../commands/policy-config/command";
import { addRules } from "../commands/rules/command";
import { addWatch } from "../watch/command";
import { failureOf, failuresOf } from "../failures/failure-of";
import { errorLine } from "../redaction/error-line";
import { environmentSecrets } from "../redaction/known-secrets";
import { traceOf } from "../redaction/error-trace";

/**
 * Runs one command line. Never throws.
 *
 * @param parameters - the arguments after `roadbed`
 * @returns the exit code
 */
export async function run(parameters: readonly string[], io: CommandIO): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.passed.code;
  const program = buildProgram(io);
  addPolicyConfig(program, io);
  const commands = [addCheck, addWatch, addVerifyPlan, addApprove, addRules, addExplain, addAudit, addDrift];
  for (const add of commands) add(program, io, (code) => (exitCode = code));
  try {
    await program.parseAsync(parameters, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.passed.code : EXIT_CODES.usage.code;
    for (const { message } of failuresOf(error)) io.stderr.write(errorLine(message));
    if (parameters.includes("--debug")) io.stderr.write(traceOf(error, environmentSecrets()));
    return exitCodeFor(failureOf(error).code);
  }
}

function buildProgram({ stdout, stderr }: CommandIO): Command {
  return new Command("roadbed")
    .description(
      "A plan gate for Pulumi: previews a Node program without a cloud account, a login, or the Pulumi CLI, and reports a verdict.",
    )
    .version(version(), "-V, --version")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(errorLine(commanderMessage(text))),
    })
    .addHelpText("afterAll", `\nExit codes:\n${exitCodeLines().join("\n")}`);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

/** Returns the message of an error of Commander, which adds a prefix and prints suggestions on a separate line. */
const commanderMessage = (text: string): string =>
  text
    .trim()
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ");
