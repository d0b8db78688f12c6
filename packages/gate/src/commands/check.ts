import { resolve } from "node:path";
import type { PreviewEvent } from "@roadbed/plan/preview";
import { writePlan } from "../base/base-plan-file";
import { Bases } from "../base/bases";
import { deliver } from "../deliver";
import { readDestinations } from "../destinations";
import { CommandError, type ExitCode, type Failure } from "../exit-codes";
import { failureOf, traceOf } from "../failure-of";
import { inParallel } from "../in-parallel";
import type { OutputStream } from "../output-stream";
import { ProgramOutput } from "../program-output";
import { progressOn, type Progress } from "../progress";
import { Scrubber } from "../report/secrets";
import { RuleSettingsError, ruleLoader } from "../rule-loader";
import { runWithBase } from "../run-with-base";
import { secretsOfPlan, secretsOfRequest } from "../secret-texts";
import { chooseStack, findTarget, type Target } from "../targets";
import { labelOf, type Judgement, type StackRun } from "../verdict";

/** What `roadbed check` was asked for, already read from its flags. */
export interface CheckRequest {
  readonly directories: readonly string[];
  /** Without it, the only stack of each program. */
  readonly stack?: string;
  /** As `--output` takes them. */
  readonly outputs: readonly string[];
  readonly preset: string;
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
  /** Where to save the plan. */
  readonly savePlan?: string;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly debug: boolean;
  readonly concurrency: number;
}

/** Where a command writes, and what ends it early. */
export interface Surroundings {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
}

/** What the checks of one run share. */
interface Context {
  readonly request: CheckRequest;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly rules: ReturnType<typeof ruleLoader>;
  readonly bases: Bases;
  /** What no report may show, of all programs: those of one repository share their secrets. */
  readonly secrets: Set<string>;
}

/**
 * Previews every stack, judges it and writes the reports.
 *
 * @returns the exit code
 * @throws CommandError if the request itself is wrong, so that there is nothing to report
 */
export async function check(request: CheckRequest, { stdout, stderr, signal }: Surroundings): Promise<ExitCode> {
  const destinations = readDestinations(request.outputs);
  const directories = distinct(request.directories);
  requireOneStack(request, directories);
  const progress = progressOn(stderr, directories.length, request.quiet);
  const secrets = secretsOfRequest(request, process.env);
  const bases = new Bases(request, process.env);
  const context: Context = { request, stderr, signal, progress, rules: ruleLoader(request.preset), bases, secrets };
  let runs: readonly StackRun[] = [];
  const failures: Failure[] = [];
  try {
    runs = await inParallel(directories, request.concurrency, (directory) => checkDirectory(directory, context));
  } catch (error) {
    failures.push(failureOf(error));
  } finally {
    progress.close();
    await bases.close();
  }
  return deliver(runs, failures, { ...request, destinations, stdout, stderr, scrubber: new Scrubber(secrets) });
}

/** Never fails for a reason of one stack: the others are checked all the same. */
async function checkDirectory(directory: string, context: Context): Promise<StackRun> {
  const { request, stderr, signal, progress, rules, bases, secrets } = context;
  const start = performance.now();
  const output = new ProgramOutput();
  let known: Pick<StackRun, "directory" | "project" | "stack"> = { directory };
  let result: StackRun["result"];
  try {
    signal.throwIfAborted();
    const program = await findTarget(directory);
    known = { ...known, project: program.project };
    const { listStacks } = await import("@roadbed/plan/preview");
    const chosen = await chooseStack({ directory, program }, listStacks(program), request.stack);
    known = { ...known, stack: chosen.stack };
    progress.started(labelOf(known));
    const onEvent = (event: PreviewEvent): void => {
      if (event.type === "started") for (const text of event.secrets) secrets.add(text);
      if (event.type === "registered") progress.registered(labelOf(known), event.count);
      if (event.type === "output") output.add(event.stream, event.text);
    };
    const target: Target = { directory, program, ...chosen };
    result = await runWithBase(target, { ...request, signal, onEvent }, rules, bases);
    for (const text of secretsOfPlan(result.plan)) secrets.add(text);
    if (request.savePlan !== undefined) result = await saved(request.savePlan, result, target, bases);
  } catch (error) {
    if (error instanceof RuleSettingsError) throw error;
    if (request.debug) stderr.write(traceOf(error));
    result = { failure: failureOf(error) };
  } finally {
    progress.ended(labelOf(known));
  }
  return { ...known, output: output.texts, seconds: (performance.now() - start) / 1000, result };
}

async function saved(file: string, judgement: Judgement, target: Target, bases: Bases): Promise<Judgement> {
  try {
    writePlan(file, judgement.plan, await bases.headCommit(target));
    return judgement;
  } catch (error) {
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(error)] };
  }
}

/** A file holds the plan of one stack. @throws CommandError if several are asked for */
function requireOneStack({ basePlan, savePlan }: CheckRequest, directories: readonly string[]): void {
  const flag = basePlan !== undefined ? "--base-plan" : savePlan !== undefined ? "--save-plan" : undefined;
  if (flag !== undefined && directories.length > 1)
    throw new CommandError("usage", `${flag} is for one stack: name one folder, not ${directories.length}.`);
}

/** Each folder once, however it is spelt. */
function distinct(directories: readonly string[]): readonly string[] {
  const resolved = directories.map((directory) => resolve(directory));
  return directories.filter((_, index) => resolved.indexOf(resolved[index] ?? "") === index);
}
