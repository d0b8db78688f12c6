import { availableParallelism } from "node:os";
import { COMMON_FLAGS } from "../../flags/common";
import { booleanFlag, choiceFlag, listFlag, stringFlag, type Flag, type FlagValues } from "../../flags/flag";
import { collectConfig, collectNames, readConcurrency, readTimeout } from "../../flags/values";
import { EXIT_CODES } from "../../model/exit-codes";
import { ENGINES } from "../../preview/engine-choice";
import { FORMATS } from "../../report/formats";

/** The flags that select what to check, and the rules to check it with. */
const TARGET_FLAGS = {
  stack: stringFlag(
    "-s, --stack <stack>",
    "The stack: `stack`, `organization/stack` or `organization/project/stack`. Default: the only stack with a `Pulumi.<stack>.yaml`.",
  ),
  outputs: listFlag(
    "-o, --output <format>",
    `Write a report as ${FORMATS.map((format) => `\`${format}\``).join(" or ")}, to standard output or, as in \`json=FILE\`, to a file. Repeatable. Default: \`text\`.`,
  ),
  preset: COMMON_FLAGS.preset,
  policyConfig: COMMON_FLAGS.policyConfig,
  policyPacks: listFlag(
    "--policy-pack <dir>",
    "Evaluate the plan with a CrossGuard policy pack for Node as well. Repeatable.",
    { see: "[Policy packs](#policy-packs)" },
  ),
  timeoutSeconds: {
    flags: "--timeout <seconds>",
    description: "End the program, and every process it started, after this time. Default: no limit.",
    parse: readTimeout,
    default: undefined,
  } as Flag<number | undefined>,
  config: {
    flags: "--config <key=value>",
    description:
      "Override a configuration value of the stack. A key without a namespace belongs to the project. Repeatable.",
    parse: collectConfig,
    default: {},
  } as Flag<Readonly<Record<string, string>>>,
  passEnvironment: {
    ...listFlag(
      "--pass-env <name>",
      "Pass an environment variable to the program although its name looks like a credential. Repeatable.",
    ),
    parse: collectNames,
  },
} as const;

/** The flags that select the engine and what it uses. */
const PREVIEW_FLAGS = {
  engine: choiceFlag(
    "--engine <engine>",
    "The engine that previews the program: `embedded` (the default), `pulumi` for the Pulumi CLI, or `auto` for the CLI where it is installed.",
    ENGINES,
    undefined,
    {
      see: "[The engine](#the-engine)",
      conflicts: [
        {
          value: "pulumi",
          flags: ["--state", "--base", "--base-plan", "--new-only"],
          reason: "the Pulumi CLI compares with the state that it keeps",
        },
        {
          value: "pulumi",
          flags: ["--pass-env"],
          reason: "the Pulumi CLI passes its complete environment to the program",
        },
        {
          value: "pulumi",
          flags: ["--no-sdk-patches"],
          reason: "only the embedded engine patches the SDK",
        },
        {
          value: "pulumi",
          flags: ["--context"],
          unless: "--record-context",
          reason: "the providers answer lookups, and --context only names the file that --record-context writes",
        },
      ],
    },
  ),
  context: stringFlag(
    "--context <file>",
    "The answers to data source lookups. Default: the `roadbed.context.json` beside Pulumi.yaml, if any.",
    { see: "[Data source lookups](#data-source-lookups)", isForOneStack: true },
  ),
  recordContext: booleanFlag(
    "--record-context",
    "Record the answers to data source lookups in the file of `--context`, without secrets. Requires `--engine pulumi`.",
    { requires: { flag: "--engine pulumi", reason: "only providers can answer lookups" } },
  ),
  sdkPatches: booleanFlag(
    "--no-sdk-patches",
    "Run the program without the SDK patches of the embedded engine, which make a preview start faster.",
    { see: "[Changes to the program's process](embedded-engine.md#changes-to-the-programs-process)", default: true },
  ),
  typeCheck: booleanFlag(
    "--type-check",
    `Check the types of the program with its own TypeScript compiler as well. Type errors exit with ${EXIT_CODES.error.code}.`,
    { see: "[Types](#types)" },
  ),
} as const;

/** The flags that select what to compare the plan with, and where to save it. */
const PLAN_FLAGS = {
  from: stringFlag(
    "--from <file>",
    "Evaluate a plan from a file and run no program: a plan of `--save-plan`, or the output of `pulumi preview --json` or `--event-log`.",
    {
      see: "[A plan from a file](#a-plan-from-a-file)",
      isForOneStack: true,
      conflicts: [
        {
          flags: [
            ...["--state", "--base", "--base-plan", "--engine", "--config", "--pass-env", "--timeout"],
            ...["--type-check", "--no-sdk-patches", "--context", "--record-context", "--new-only"],
          ],
          reason: "a plan from a file is evaluated without running the program",
        },
      ],
    },
  ),
  base: stringFlag("--base <commit>", "Compare with the program at the merge base of a commit or branch.", {
    see: "[The base](#the-base)",
  }),
  basePlan: stringFlag("--base-plan <file>", "Compare with a plan that `--save-plan` wrote.", { isForOneStack: true }),
  state: stringFlag("--state <file>", "Compare with the state of the stack, as `pulumi stack export` writes it.", {
    see: "[The state](#the-state)",
    isForOneStack: true,
    conflicts: [
      { flags: ["--base", "--base-plan"], reason: "both define the prior state" },
      { flags: ["--new-only"], reason: "only a base shows which findings existed before" },
    ],
  }),
  savePlan: stringFlag("--save-plan <file>", "Save the plan, without secrets, for `--base-plan` and `--from`.", {
    isForOneStack: true,
  }),
} as const;

/** The flags that select which findings count. */
const FINDING_FLAGS = {
  newOnly: {
    flags: "--new-only",
    description: "Only findings that are new since the base can block. This is the default when there is a base.",
    see: "[Existing findings](#existing-findings)",
    negation: "All findings can block.",
    default: undefined,
  } as Flag<boolean | undefined>,
  baseline: {
    ...stringFlag(
      "--baseline <file>",
      "The baseline file, whose findings do not block. Default: the `roadbed.baseline.json` beside Pulumi.yaml, if any.",
    ),
    negation: "Use no baseline file.",
  } as Flag<string | false | undefined>,
  writeBaseline: booleanFlag("--write-baseline", "Write all findings to the baseline file.", {
    conflicts: [
      {
        flags: ["--base", "--base-plan", "--new-only"],
        reason: "the baseline file contains all findings, whether they are new or not",
      },
      { flags: ["--no-baseline"], reason: "one flag writes the file that the other ignores" },
    ],
  }),
  require: choiceFlag(
    "--require <coverage>",
    `Fail (exit ${EXIT_CODES.incomplete.code}) if changes could not be evaluated. \`--strict\` does this for everything.`,
    ["changes"],
    undefined,
  ),
  strict: booleanFlag(
    "--strict",
    `Fail (exit ${EXIT_CODES.incomplete.code}) if anything is undecided or could not be evaluated.`,
  ),
} as const;

/** The flags that control the output and the run. */
const RUN_FLAGS = {
  quiet: booleanFlag("--quiet", "Print only what blocks and the verdict, and no progress."),
  color: COMMON_FLAGS.color,
  debug: booleanFlag("--debug", "Print stack traces and the debug messages of the program's SDK."),
  concurrency: {
    flags: "--concurrency <number>",
    description: "How many stacks to preview at the same time. Default: the number of processors.",
    parse: readConcurrency,
    default: availableParallelism(),
  } as Flag<number>,
} as const;

/** The flags of `roadbed check`, by the property of its request. */
export const CHECK_FLAGS = {
  ...TARGET_FLAGS,
  ...PLAN_FLAGS,
  ...PREVIEW_FLAGS,
  ...FINDING_FLAGS,
  ...RUN_FLAGS,
} as const;

/** A request to `roadbed check`. */
export type CheckRequest = FlagValues<typeof CHECK_FLAGS> & { readonly directories: readonly string[] };
