import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { EXIT_CODES, exitCodeLines, type ExitCode } from "../model/exit-codes";
import { addAudit } from "../commands/audit/command";
import type { CommandIO } from "../terminal/command-io";
import { addCheck } from "../commands/check/command";
import { addExplain } from "../commands/explain/command";
import { addPolicyConfig } from "../commands/policy-config/command";
import { addRules } from "../commands/rules/command";
import { failureOf } from "../failures/failure-of";
import { traceOf } from "../redaction/error-trace";
import { oneLine } from "../terminal/escape";

/**
 * Runs one command line.
 *
 * @param parameters what follows the name of the command
 * @returns the exit code; nothing is thrown, whatever happens
 */
export async function run(parameters: readonly string[], surroundings: CommandIO): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.passed.code;
  const program = buildProgram(surroundings);
  addPolicyConfig(program, surroundings);
  for (const add of [addCheck, addRules, addExplain, addAudit]) add(program, surroundings, (code) => (exitCode = code));
  try {
    await program.parseAsync(parameters, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.passed.code : EXIT_CODES.usage.code;
    const { reason, message } = failureOf(error);
    surroundings.stderr.write(`error: ${oneLine(message)}\n`);
    if (parameters.includes("--debug")) surroundings.stderr.write(traceOf(error));
    return EXIT_CODES[reason].code;
  }
}

function buildProgram({ stdout, stderr }: CommandIO): Command {
  return new Command("roadbed")
    .description("A plan gate for Pulumi: previews a Node program without cloud, login or CLI, and gives a verdict.")
    .version(version(), "-V, --version")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Commander puts its suggestion on a line of its own.
      outputError: (text, write) => write(`${text.trim().replace(/\s*\n\s*/g, " ")}\n`),
    })
    .addHelpText("afterAll", `\nExit codes:\n${exitCodeLines().join("\n")}`);
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
