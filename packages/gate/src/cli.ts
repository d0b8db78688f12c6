import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { CommandError, EXIT_CODES, exitCodeLines, type ExitCode } from "./exit-codes";
import { check, type Surroundings } from "./commands/check";
import { ENGINES, type CheckRequest, type EngineChoice } from "./commands/check-request";
import { addExplain } from "./commands/explain-command";
import { addRules } from "./commands/rules-command";
import { FORMATS } from "./destinations";
import { failureOf, traceOf } from "./failure-of";
import { oneLine } from "./report/terminal";

/** The flags of `check` as commander reads them. */
interface CheckFlags {
  readonly stack?: string;
  readonly output?: readonly string[];
  readonly preset: string;
  readonly timeout?: number;
  readonly config?: Readonly<Record<string, string>>;
  readonly passEnv?: readonly string[];
  readonly strict?: boolean;
  readonly require?: string;
  readonly base?: string;
  readonly basePlan?: string;
  readonly state?: string;
  readonly from?: string;
  readonly engine?: EngineChoice;
  readonly savePlan?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
  readonly concurrency: number;
}

/**
 * Runs one command line.
 *
 * @param parameters what follows the name of the command
 * @returns the exit code; nothing is thrown, whatever happens
 */
export async function run(parameters: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.passed.code;
  const program = buildProgram(surroundings, async (request) => {
    exitCode = await check(request, surroundings);
  });
  for (const add of [addRules, addExplain]) add(program, surroundings, (code) => (exitCode = code));
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

function buildProgram({ stdout, stderr }: Surroundings, onCheck: (request: CheckRequest) => Promise<void>): Command {
  const program = new Command("roadbed")
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
  addCheck(program, onCheck);
  return program;
}

function addCheck(program: Command, onCheck: (request: CheckRequest) => Promise<void>): void {
  program
    .command("check")
    .description("preview stacks and say whether they may go ahead")
    .argument("[DIR...]", "folders of Pulumi.yaml files (default: this folder)")
    .option("-s, --stack <stack>", "the stack to check (default: the only one that has a Pulumi.<stack>.yaml)", once)
    .option(
      "-o, --output <format>",
      `write a report: ${FORMATS.join(" or ")}, to standard output or, as in json=FILE, to a file; repeatable`,
      collect,
    )
    .option("--preset <name>", "the rules to apply and how", "baseline")
    .option("--timeout <seconds>", "end the program after this time", readTimeout)
    .option("--config <key=value>", "override a value of the stack file; repeatable", collectConfig)
    .option(
      "--pass-env <NAME>",
      "hand a variable to the program that looks like a credential; repeatable",
      collectNames,
    )
    .addOption(
      new Option("--engine <engine>", "who previews: this command, the Pulumi CLI, or the CLI where it is installed")
        .choices(ENGINES)
        .default(undefined, "embedded"),
    )
    .option("--base <commit>", "compare with the program as it was where this work left a commit or branch", once)
    .option("--base-plan <file>", "compare with a plan that --save-plan wrote", once)
    .option("--state <file>", "compare with the state of the stack, as `pulumi stack export` writes it", once)
    .option(
      "--from <file>",
      "judge a plan that is there already, and run no program: of --save-plan, `pulumi preview --json` or --event-log",
      once,
    )
    .option("--save-plan <file>", "save the plan, without secrets, for --base-plan", once)
    .addOption(
      new Option("--require <what>", `fail what is not judged (exit code ${EXIT_CODES.notJudged.code})`).choices([
        "changes",
      ]),
    )
    .option("--strict", `fail what is undecided or not judged (exit code ${EXIT_CODES.notJudged.code})`)
    .option("--quiet", "print only what blocks and the verdict")
    .option("--no-color", "no colours; NO_COLOR and FORCE_COLOR are respected as well")
    .option("--debug", "print stack traces and the program's debug messages")
    .addOption(
      new Option("--concurrency <number>", "stacks to preview at the same time")
        .argParser(readConcurrency)
        .default(availableParallelism(), "the number of processors"),
    )
    .action(async (directories: readonly string[], flags: CheckFlags) => {
      await onCheck(toRequest(directories, flags));
    });
}

function toRequest(directories: readonly string[], flags: CheckFlags): CheckRequest {
  const {
    stack,
    base,
    basePlan,
    state,
    from,
    engine,
    savePlan,
    timeout,
    output = [],
    config = {},
    passEnv = [],
    strict = false,
    quiet = false,
    debug = false,
  } = flags;
  return {
    directories: directories.length === 0 ? ["."] : directories,
    ...(stack !== undefined && { stack }),
    outputs: output,
    preset: flags.preset,
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(base !== undefined && { base }),
    ...(basePlan !== undefined && { basePlan }),
    ...(state !== undefined && { state }),
    ...(from !== undefined && { from }),
    ...(engine !== undefined && { engine }),
    ...(savePlan !== undefined && { savePlan }),
    requireChanges: flags.require === "changes",
    config,
    passEnvironment: passEnv,
    strict,
    quiet,
    color: flags.color,
    debug,
    concurrency: flags.concurrency,
  };
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError("It can be given only once.");
  return value;
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function collectNames(name: string, previous: readonly string[] = []): readonly string[] {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new InvalidArgumentError("It must be the name of an environment variable.");
  return [...previous, name];
}

/** Not an InvalidArgumentError: its message would repeat the value, which may be a secret. */
function collectConfig(
  pair: string,
  previous: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = pair.indexOf("=");
  if (at < 1) throw new CommandError("usage", "--config takes key=value, as in --config aws:region=eu-west-1.");
  return Object.fromEntries([...Object.entries(previous), [pair.slice(0, at), pair.slice(at + 1)]]);
}

/** Timers of Node cannot wait longer. */
const LONGEST_TIMEOUT_SECONDS = Math.floor(0x7fff_ffff / 1000);

function readTimeout(value: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > LONGEST_TIMEOUT_SECONDS)
    throw new InvalidArgumentError(`It must be a number of seconds, above 0 and up to ${LONGEST_TIMEOUT_SECONDS}.`);
  return seconds;
}

function readConcurrency(value: string): number {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError("It must be a whole number from 1 to 999.");
  return number;
}
