import { availableParallelism } from "node:os";
import { Option, type Command } from "commander";
import { ENGINES, type EngineChoice } from "../../preview/engine-choice";
import { FORMATS } from "../../report/formats";
import { EXIT_CODES, type ExitCode } from "../../model/exit-codes";
import type { CommandIO } from "../../terminal/command-io";
import { check } from "./check";
import type { CheckRequest } from "./request";
import { collect, collectConfig, collectNames, once, readConcurrency, readTimeout } from "../../flags/values";

/** The flags of `check` as commander reads them. */
interface CheckFlags {
  readonly stack?: string;
  readonly output?: readonly string[];
  readonly preset?: string;
  readonly policyConfig?: string;
  readonly policyPack?: readonly string[];
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
  readonly typeCheck?: boolean;
  readonly context?: string;
  readonly recordContext?: boolean;
  readonly savePlan?: string;
  readonly newOnly?: boolean;
  readonly baseline?: string | boolean;
  readonly writeBaseline?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly debug?: boolean;
  readonly concurrency: number;
}

/** Registers `roadbed check`. */
export function addCheck(program: Command, surroundings: CommandIO, end: (code: ExitCode) => void): void {
  const command = program
    .command("check")
    .description("preview stacks and say whether they may go ahead")
    .argument("[DIR...]", "folders of Pulumi.yaml files (default: this folder)")
    .option("-s, --stack <stack>", "the stack to check (default: the only one that has a Pulumi.<stack>.yaml)", once)
    .option(
      "-o, --output <format>",
      `write a report: ${FORMATS.join(" or ")}, to standard output or, as in json=FILE, to a file; repeatable`,
      collect,
    )
    .option("--preset <name>", "the rules to apply and how (default: what roadbed.yaml says, or baseline)", once)
    .option(
      "--policy-config <file>",
      "settings of the rules, as in roadbed.yaml, from outside of the repository; what they lock holds in it",
      once,
    )
    .option("--policy-pack <dir>", "a CrossGuard policy pack for Node that judges too; repeatable", collect)
    .option("--timeout <seconds>", "end the program after this time", readTimeout)
    .option("--config <key=value>", "override a value of the stack file; repeatable", collectConfig)
    .option(
      "--pass-env <NAME>",
      "hand a variable to the program that looks like a credential; repeatable",
      collectNames,
    );
  addInputs(command);
  addExisting(command);
  addJudgement(command);
  command.action(async (directories: readonly string[], flags: CheckFlags) => {
    end(await check(toRequest(directories, flags), surroundings));
  });
}

/** Who previews, and what is known beside the program. */
function addInputs(command: Command): void {
  command
    .addOption(
      new Option(
        "--engine <engine>",
        "who previews: this command (the default), the Pulumi CLI, or the CLI where it is installed",
      ).choices(ENGINES),
    )
    .option("--base <commit>", "compare with the program as it was where this work left a commit or branch", once)
    .option("--base-plan <file>", "compare with a plan that --save-plan wrote", once)
    .option("--state <file>", "compare with the state of the stack, as `pulumi stack export` writes it", once)
    .option(
      "--from <file>",
      "judge a plan that is there already, and run no program: of --save-plan, `pulumi preview --json` or --event-log",
      once,
    )
    .option(
      "--context <file>",
      "answers to look-ups (default: the roadbed.context.json beside Pulumi.yaml, if any)",
      once,
    )
    .option("--record-context", "record the answers to look-ups in that file, without secrets; with --engine pulumi")
    .option(
      "--type-check",
      `have the program's TypeScript compiler check its types too (exit code ${EXIT_CODES.error.code})`,
    )
    .option("--save-plan <file>", "save the plan, without secrets, for --base-plan", once);
}

/** What was found before, and does not count. */
function addExisting(command: Command): void {
  command
    .option("--new-only", "let only findings count that the base does not have (the default where there is a base)")
    .option("--no-new-only", "let all findings count")
    .option(
      "--baseline <file>",
      "existing findings, which do not count (default: the roadbed.baseline.json beside Pulumi.yaml, if any)",
      once,
    )
    .option("--no-baseline", "let no such file count")
    .option("--write-baseline", "write all that is found to that file");
}

/** What fails, and how it is told. */
function addJudgement(command: Command): void {
  command
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
    );
}

function toRequest(directories: readonly string[], flags: CheckFlags): CheckRequest {
  const {
    stack,
    preset,
    policyConfig,
    policyPack = [],
    base,
    basePlan,
    state,
    from,
    engine,
    typeCheck = false,
    context,
    recordContext = false,
    savePlan,
    newOnly,
    baseline,
    writeBaseline = false,
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
    ...(preset !== undefined && { preset }),
    ...(policyConfig !== undefined && { policyConfig }),
    policyPacks: policyPack,
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(base !== undefined && { base }),
    ...(basePlan !== undefined && { basePlan }),
    ...(state !== undefined && { state }),
    ...(from !== undefined && { from }),
    ...(engine !== undefined && { engine }),
    ...(savePlan !== undefined && { savePlan }),
    ...(newOnly !== undefined && { newOnly }),
    ...(baseline !== undefined && baseline !== true && { baseline }),
    writeBaseline,
    typeCheck,
    recordContext,
    ...(context !== undefined && { context }),
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
