import { availableParallelism } from "node:os";
import { COMMON_FLAGS } from "../../flags/common";
import { booleanFlag, choiceFlag, listFlag, stringFlag, type Flag, type FlagValues } from "../../flags/flag";
import { collectConfig, collectNames, readConcurrency, readDeleteLimit, readTimeout } from "../../flags/values";
import type { DeleteLimit } from "../../targets/settings/load-policies";
import { EXIT_CODES } from "../../model/exit-codes";
import { ENGINES } from "../../preview/engine-choice";
import { FORMATS } from "../../report/formats";

/** The flags that select the stack, its configuration, the rules, and the reports. */
const TARGET_FLAGS = {
  stack: stringFlag(
    "-s, --stack <stack>",
    "The stack, as `stack`, `organization/stack`, or `organization/project/stack`. Default: the only stack with a `Pulumi.<stack>.yaml` file.",
  ),
  outputs: listFlag(
    "-o, --output <format>",
    `Write a report as ${FORMATS.map((format) => `\`${format}\``).join(" or ")} to standard output, or to a file, as in \`json=FILE\`. Repeatable. Default: \`text\`.`,
  ),
  preset: COMMON_FLAGS.preset,
  policyConfig: COMMON_FLAGS.policyConfig,
  policyPacks: listFlag(
    "--policy-pack <dir>",
    "Also evaluate the plan with a CrossGuard policy pack for Node. Repeatable.",
    { see: "[Policy packs](#policy-packs)" },
  ),
  policyPackConfigs: listFlag(
    "--policy-pack-config <file>",
    "The JSON file that configures the policy pack of the corresponding `--policy-pack` flag. Repeatable.",
    {
      see: "[Configuration of policy packs](#configuration-of-policy-packs)",
      requires: { flag: "--policy-pack", reason: "the file configures a policy pack" },
      pairsWith: "policyPacks",
    },
  ),
  timeoutSeconds: {
    flags: "--timeout <seconds>",
    description: "End the program, and every process that it started, after this time. Default: no limit.",
    parse: readTimeout,
    default: undefined,
  } as Flag<number | undefined>,
  config: {
    flags: "--config <key=value>",
    description: "Override a stack configuration value. A key without a namespace belongs to the project. Repeatable.",
    parse: collectConfig,
    default: {},
  } as Flag<Readonly<Record<string, string>>>,
  passEnvironment: {
    ...listFlag(
      "--pass-env <name>",
      "Pass an environment variable to the program even if its name looks like the name of a credential. Repeatable.",
    ),
    parse: collectNames,
  },
} as const;

/** The flags that select and configure the engine. */
const PREVIEW_FLAGS = {
  engine: choiceFlag(
    "--engine <engine>",
    "The engine that previews the program: `embedded` (the default), `pulumi` for the Pulumi CLI, or `auto` for the CLI if it is installed.",
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
          reason:
            "the providers return the results of lookups, and --context only names the file that --record-context writes",
        },
      ],
    },
  ),
  context: stringFlag(
    "--context <file>",
    "The file with recorded results of data source lookups. Default: the `roadbed.context.json` file next to Pulumi.yaml, if any.",
    { see: "[Data source lookups](#data-source-lookups)", isForOneStack: true },
  ),
  recordContext: booleanFlag(
    "--record-context",
    "Record the results of data source lookups in the `--context` file, without secrets. Requires `--engine pulumi`.",
    { requires: { flag: "--engine pulumi", reason: "only providers can return the results of lookups" } },
  ),
  sdkPatches: booleanFlag(
    "--no-sdk-patches",
    "Run the program without the embedded engine's SDK patches, which make a preview start faster.",
    { see: "[Changes to the program's process](embedded-engine.md#changes-to-the-programs-process)", default: true },
  ),
  typeCheck: booleanFlag(
    "--type-check",
    `Also check the types of the program with the program's own TypeScript compiler. Type errors fail the check with exit code ${EXIT_CODES.error.code}.`,
    { see: "[Types](#types)" },
  ),
} as const;

/** The flags that select the prior state, and the files to read and save plans. */
const PLAN_FLAGS = {
  from: stringFlag(
    "--from <file>",
    "Evaluate a plan from a file rather than run a program. The file is a plan that `--save-plan` wrote, or the output of `pulumi preview --json` or `--event-log`.",
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
  state: stringFlag(
    "--state <file>",
    "Compare with the state of the stack, in the format that `pulumi stack export` writes.",
    {
      see: "[The state](#the-state)",
      isForOneStack: true,
      conflicts: [
        { flags: ["--base", "--base-plan"], reason: "both define the prior state" },
        { flags: ["--new-only"], reason: "only a base shows which findings already exist" },
      ],
    },
  ),
  savePlan: stringFlag(
    "--save-plan <file>",
    "Save the plan, without secrets, for `--base-plan`, `--from`, and `roadbed verify-plan`.",
    {
      isForOneStack: true,
    },
  ),
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
      "The baseline file, whose findings do not block. Default: the `roadbed.baseline.json` file next to Pulumi.yaml, if any.",
    ),
    negation: "Do not use a baseline file.",
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
    `Fail with exit code ${EXIT_CODES.incomplete.code} if changes could not be evaluated. \`--strict\` does the same for every coverage gap.`,
    ["changes"],
    undefined,
  ),
  expectNoChanges: booleanFlag(
    "--expect-no-changes",
    `Fail with exit code ${EXIT_CODES.changes.code} if any resource changes, and with exit code ${EXIT_CODES.incomplete.code} if changes could not be evaluated.`,
    { see: "[Expected changes](#expected-changes)" },
  ),
  failOn: choiceFlag(
    "--fail-on <level>",
    "The lowest level of violations that block the change: `mandatory` (the default) or `advisory`.",
    ["mandatory", "advisory"],
    undefined,
  ),
  maxDeletes: {
    flags: "--max-deletes <number>",
    description:
      "The largest number of resources that the deployment can delete, or their largest share in percent, as in `10%`. Default: the options of the rule `many-deletes`.",
    parse: readDeleteLimit,
    default: undefined,
  } as Flag<DeleteLimit | undefined>,
  strict: booleanFlag(
    "--strict",
    `Fail with exit code ${EXIT_CODES.incomplete.code} if there is any coverage gap, such as an undecided mandatory rule. Also block changes whose effect is not certain, such as an update that may replace a database.`,
  ),
} as const;

/** The flags that control the output and the run. */
const RUN_FLAGS = {
  quiet: booleanFlag("--quiet", "Print only the blocking findings and the verdict, without progress."),
  advisories: COMMON_FLAGS.advisories,
  color: COMMON_FLAGS.color,
  debug: booleanFlag("--debug", "Print stack traces and the SDK's debug messages."),
  concurrency: {
    flags: "--concurrency <number>",
    description: "The number of stacks to preview at the same time. Default: the number of processors.",
    parse: readConcurrency,
    default: availableParallelism(),
  } as Flag<number>,
} as const;

/** The flags of `roadbed check`, by property of the command's request. */
export const CHECK_FLAGS = {
  ...TARGET_FLAGS,
  ...PLAN_FLAGS,
  ...PREVIEW_FLAGS,
  ...FINDING_FLAGS,
  ...RUN_FLAGS,
} as const;

/** A request to `roadbed check`. */
export type CheckRequest = FlagValues<typeof CHECK_FLAGS> & { readonly directories: readonly string[] };
