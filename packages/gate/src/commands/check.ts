import { resolve } from "node:path";
import type { PreviewEvent } from "@roadbed/plan/preview";
import { deliver } from "../deliver";
import { readDestinations } from "../destinations";
import type { ExitCode, Failure } from "../exit-codes";
import { failureOf, traceOf } from "../failure-of";
import { inParallel } from "../in-parallel";
import type { OutputStream } from "../output-stream";
import { ProgramOutput } from "../program-output";
import { progressOn, type Progress } from "../progress";
import { Scrubber } from "../report/secrets";
import { RuleSettingsError, ruleLoader } from "../rule-loader";
import { runStack } from "../run-stack";
import { secretsOfPlan, secretsOfRequest } from "../secret-texts";
import { chooseStack, findTarget } from "../targets";
import { labelOf, type StackRun } from "../verdict";

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
  const progress = progressOn(stderr, directories.length, request.quiet);
  const secrets = secretsOfRequest(request, process.env);
  const context: Context = { request, stderr, signal, progress, rules: ruleLoader(request.preset), secrets };
  let runs: readonly StackRun[] = [];
  const failures: Failure[] = [];
  try {
    runs = await inParallel(directories, request.concurrency, (directory) => checkDirectory(directory, context));
  } catch (error) {
    failures.push(failureOf(error));
  } finally {
    progress.close();
  }
  return deliver(runs, failures, { ...request, destinations, stdout, stderr, scrubber: new Scrubber(secrets) });
}

/** Never fails for a reason of one stack: the others are checked all the same. */
async function checkDirectory(directory: string, context: Context): Promise<StackRun> {
  const { request, stderr, signal, progress, rules, secrets } = context;
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
    result = await runStack({ directory, program, ...chosen }, { ...request, signal, onEvent }, rules);
    for (const text of secretsOfPlan(result.plan)) secrets.add(text);
  } catch (error) {
    if (error instanceof RuleSettingsError) throw error;
    if (request.debug) stderr.write(traceOf(error));
    result = { failure: failureOf(error) };
  } finally {
    progress.ended(labelOf(known));
  }
  return { ...known, output: output.texts, seconds: (performance.now() - start) / 1000, result };
}

/** Each folder once, however it is spelt. */
function distinct(directories: readonly string[]): readonly string[] {
  const resolved = directories.map((directory) => resolve(directory));
  return directories.filter((_, index) => resolved.indexOf(resolved[index] ?? "") === index);
}
