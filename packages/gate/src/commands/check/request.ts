import { CommandError } from "../../failures/command-error";
import type { EngineChoice } from "../../preview/engine-choice";

/** What `roadbed check` was asked for, already read from its flags. */
export interface CheckRequest {
  readonly directories: readonly string[];
  /** Without it, the only stack of each program. */
  readonly stack?: string;
  /** As `--output` takes them. */
  readonly outputs: readonly string[];
  /** @default what files of settings say, or `baseline` */
  readonly preset?: string;
  /** A file of settings of the rules from outside of the repository. */
  readonly policyConfig?: string;
  /** Folders of policy packs that judge too. */
  readonly policyPacks: readonly string[];
  /** @default "embedded" */
  readonly engine?: EngineChoice;
  readonly timeoutSeconds?: number;
  readonly config: Readonly<Record<string, string>>;
  readonly passEnvironment: readonly string[];
  readonly strict: boolean;
  /** Whether changes that are not judged fail the check. */
  readonly requireChanges: boolean;
  /** The commit to compare with; without it, where a pull request began. */
  readonly base?: string;
  /** A saved plan to compare with. */
  readonly basePlan?: string;
  /** An export of the stack to compare with. */
  readonly state?: string;
  /** A plan to judge instead of running a program. */
  readonly from?: string;
  /** Whether the TypeScript compiler checks the types of the program too. */
  readonly typeCheck: boolean;
  /** The file of answers to look-ups; without it, the one beside Pulumi.yaml, if it is there. */
  readonly context?: string;
  /** Whether to record the answers that the Pulumi CLI's providers give. */
  readonly recordContext: boolean;
  /** Whether what is found at the base too does not count. @default true */
  readonly newOnly?: boolean;
  /** The file of existing findings; false for none. @default the one beside Pulumi.yaml, if it is there */
  readonly baseline?: string | false;
  /** Whether to write all that is found to that file. */
  readonly writeBaseline: boolean;
  /** Where to save the plan. */
  readonly savePlan?: string;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly debug: boolean;
  readonly concurrency: number;
}

interface Conflict {
  readonly flag: string;
  readonly others: readonly string[];
  readonly reason: string;
}

const CONFLICTS: readonly Conflict[] = [
  {
    flag: "--from",
    others: [
      "--state",
      "--base",
      "--base-plan",
      "--engine",
      "--config",
      "--pass-env",
      "--timeout",
      "--type-check",
      "--context",
      "--record-context",
      "--new-only",
    ],
    reason: "a plan from a file is judged as it is, and no program is run",
  },
  { flag: "--state", others: ["--base", "--base-plan"], reason: "each of them says what the stack was" },
  { flag: "--state", others: ["--new-only"], reason: "it is a base that tells what was found before" },
  {
    flag: "--write-baseline",
    others: ["--base", "--base-plan", "--new-only"],
    reason: "it writes down all that is found, whatever was found before",
  },
  { flag: "--write-baseline", others: ["--no-baseline"], reason: "one writes the file that the other leaves out" },
  {
    flag: "--engine pulumi",
    others: ["--state", "--base", "--base-plan", "--new-only"],
    reason: "the Pulumi CLI compares with the state that it keeps itself",
  },
  {
    flag: "--engine pulumi",
    others: ["--pass-env"],
    reason: "the Pulumi CLI hands its whole environment to the program",
  },
];

/** Flags that name a file which is about one stack. */
const OF_ONE_STACK = ["--from", "--state", "--context", "--base-plan", "--save-plan"];

/** Refuses flags that make no sense together. @throws CommandError */
export function refuseConflicts(request: CheckRequest, directories: readonly string[]): void {
  const given = givenFlags(request);
  for (const { flag, others, reason } of CONFLICTS) {
    const other = given.has(flag) ? others.find((name) => given.has(name)) : undefined;
    if (other !== undefined) throw new CommandError("usage", `${flag} and ${other} exclude each other: ${reason}.`);
  }
  if (given.has("--record-context") && !given.has("--engine pulumi"))
    throw new CommandError("usage", "--record-context needs --engine pulumi: only providers know the answers.");
  if (given.has("--engine pulumi") && given.has("--context") && !given.has("--record-context"))
    throw new CommandError(
      "usage",
      "--engine pulumi and --context exclude each other, except to say where --record-context writes: providers answer by themselves.",
    );
  const single = OF_ONE_STACK.find((flag) => given.has(flag));
  if (single !== undefined && directories.length > 1)
    throw new CommandError("usage", `${single} is for one stack: name one folder, not ${directories.length}.`);
}

function givenFlags(request: CheckRequest): ReadonlySet<string> {
  const { engine, timeoutSeconds, config, passEnvironment, base, basePlan, state, from, savePlan, baseline } = request;
  const flags: Readonly<Record<string, boolean>> = {
    "--engine": engine !== undefined,
    "--engine pulumi": engine === "pulumi",
    "--timeout": timeoutSeconds !== undefined,
    "--config": Object.keys(config).length > 0,
    "--pass-env": passEnvironment.length > 0,
    "--base": base !== undefined,
    "--base-plan": basePlan !== undefined,
    "--type-check": request.typeCheck,
    "--context": request.context !== undefined,
    "--record-context": request.recordContext,
    "--state": state !== undefined,
    "--from": from !== undefined,
    "--save-plan": savePlan !== undefined,
    "--new-only": request.newOnly === true,
    "--no-baseline": baseline === false,
    "--write-baseline": request.writeBaseline,
  };
  return new Set(Object.keys(flags).filter((name) => flags[name]));
}
