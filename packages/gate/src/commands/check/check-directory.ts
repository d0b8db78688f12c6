import type { PolicyPack } from "@roadbed/plan/policy-packs";
import type { PreviewEvent } from "@roadbed/plan/preview";
import { contextFileOf, recordAnswers } from "../../preview/lookup-answers";
import { writePlan } from "../../preview/base/base-plan-file";
import type { Bases } from "../../preview/base/bases";
import { chooseEngine } from "../../preview/engine-choice";
import { withBaseline } from "../../evaluate/existing-findings/baseline";
import { failureOf, traceOf } from "../../failures/failure-of";
import type { OutputStream } from "../../terminal/output-stream";
import { judgePlanFile } from "../../preview/plan-file";
import { ProgramOutput } from "../../preview/program-output";
import type { Progress } from "../../output/progress";
import { RuleSettingsError } from "../../targets/settings/stack-policies";
import { loadPolicies, type LoadPolicies } from "../../targets/settings/load-policies";
import { oneLine } from "../../terminal/escape";
import { runStack, type RunOptions } from "../../evaluate/evaluate-stack";
import { runWithBase } from "../../evaluate/evaluate-against-base";
import { runWithState } from "../../evaluate/evaluate-against-state";
import { secretsOfPlan } from "../../redaction/known-secrets";
import { chooseStack, findTarget, type Target } from "../../targets/target";
import { labelOf, type Judgement, type StackRun } from "../../verdict/verdict";
import { findPacks, withPacks } from "../../evaluate/policy-packs/evaluate-packs";
import { withTypeCheck } from "../../preview/check-types";
import type { CheckRequest } from "./request";

/** What the checks of one run share. */
export interface Context {
  readonly request: CheckRequest;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly bases: Bases;
  /** What no report may show, of all programs: those of one repository share their secrets. */
  readonly secrets: Set<string>;
}

type Identity = Pick<StackRun, "directory" | "project" | "stack">;

/**
 * Checks the stack of one folder. Never fails for a reason of that stack: the others are checked all the same.
 *
 * @throws RuleSettingsError which concerns all of them
 */
export async function checkDirectory(directory: string, context: Context): Promise<StackRun> {
  const { request, stderr, progress } = context;
  const start = performance.now();
  const output = new ProgramOutput();
  let known: Identity = { directory };
  let result: StackRun["result"];
  const onKnown = (identity: Identity): void => {
    known = identity;
  };
  try {
    context.signal.throwIfAborted();
    const packs = await findPacks(request);
    result =
      request.from === undefined
        ? await checkProgram(directory, packs, context, output, onKnown)
        : await checkFile(request.from, directory, packs, context, onKnown);
  } catch (error) {
    if (error instanceof RuleSettingsError) throw error;
    if (request.debug) stderr.write(traceOf(error));
    result = { failure: failureOf(error) };
  } finally {
    progress.ended(labelOf(known));
  }
  return { ...known, output: output.texts, seconds: (performance.now() - start) / 1000, result };
}

async function checkFile(
  file: string,
  directory: string,
  packs: readonly PolicyPack[],
  context: Context,
  onKnown: (identity: Identity) => void,
): Promise<Judgement> {
  const { request, signal } = context;
  const judgement = await judgePlanFile(file, directory, request.stack, request.debug, (stack) =>
    loadPolicies(request, { directory }, stack),
  );
  const { project, stack } = judgement.plan;
  onKnown({ directory, project, stack });
  const { passEnvironment } = request;
  const hasChanged = (): Promise<boolean> => Promise.resolve(false);
  const complete = await withPacks(judgement, packs, { passEnvironment, signal, hasChanged });
  const judged = await withoutBaseline(complete, directory, context, () => Promise.resolve(undefined));
  return saved(request, judged, () => Promise.resolve(undefined));
}

async function checkProgram(
  directory: string,
  packs: readonly PolicyPack[],
  context: Context,
  output: ProgramOutput,
  onKnown: (identity: Identity) => void,
): Promise<Judgement> {
  const { request, signal, progress, bases, secrets } = context;
  const program = await findTarget(directory);
  onKnown({ directory, project: program.project });
  const engine = chooseEngine(request, process.env);
  const { listStacks } = await import("@roadbed/plan/preview");
  // Which stacks there are the CLI knows by itself.
  const stacks = engine === "pulumi" && request.stack !== undefined ? [] : listStacks(program);
  const target: Target = {
    directory,
    program,
    ...(await chooseStack({ directory, program }, stacks, request.stack)),
  };
  const identity = { directory, project: program.project, stack: target.stack };
  onKnown(identity);
  progress.started(labelOf(identity));
  const onEvent = (event: PreviewEvent): void => {
    if (event.type === "started") for (const text of event.secrets) secrets.add(text);
    if (event.type === "registered") progress.registered(labelOf(identity), event.count);
    if (event.type === "output") output.add(event.stream, event.text);
  };
  const { config, passEnvironment, timeoutSeconds, debug, state } = request;
  const limit = timeoutSeconds !== undefined && { timeoutSeconds };
  const answers = {
    ...(request.context !== undefined && { contextFile: request.context }),
    recordContext: request.recordContext,
  };
  const options: RunOptions = { engine, config, passEnvironment, ...limit, ...answers, debug, signal, onEvent };
  const load: LoadPolicies = async (stack) => {
    const base = await bases.folderOf(target);
    return loadPolicies(request, { directory, ...(base !== undefined && { base }) }, stack);
  };
  const judge = (): Promise<Judgement> => {
    if (engine === "pulumi") return runStack(target, options, load);
    if (state !== undefined) return runWithState(state, target, options, load);
    return runWithBase(target, options, load, bases, request.newOnly ?? true);
  };
  const judgement = await (request.typeCheck ? withTypeCheck(target, options, judge) : judge());
  const hasChanged = (path: string): Promise<boolean> => bases.hasChanged(target, path);
  const complete = await withPacks(judgement, packs, { passEnvironment, signal, hasChanged });
  const judged = await withoutBaseline(complete, program.root, context, (path) => bases.pathOf(target, path));
  return saved(request, await recorded(judged, target, context), () => bases.headCommit(target));
}

/** Sets aside what a file lists, which is written before if that is asked for. */
function withoutBaseline(
  judgement: Judgement,
  root: string,
  { request, stderr, secrets }: Context,
  atBase: (path: string) => Promise<string | undefined>,
): Promise<Judgement> {
  for (const text of secretsOfPlan(judgement.plan)) secrets.add(text);
  const say = (sentence: string): void => {
    if (!request.quiet) stderr.write(`${oneLine(sentence)}\n`);
  };
  return withBaseline(judgement, request, { root, atBase, say, secrets });
}

/** Writes down the answers to the program's look-ups if that is asked for. */
async function recorded(judgement: Judgement, { program }: Target, { request, stderr }: Context): Promise<Judgement> {
  if (judgement.lookups === undefined) return judgement;
  try {
    const file = await contextFileOf(program, request.context);
    const sentence = await recordAnswers(file, judgement.plan, judgement.lookups);
    if (!request.quiet) stderr.write(`${oneLine(sentence)}\n`);
    return judgement;
  } catch (error) {
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(error)] };
  }
}

/** Saves the plan if that is asked for. @param commit the one whose plan it is, if that is known */
async function saved(
  { savePlan }: CheckRequest,
  judgement: Judgement,
  commit: () => Promise<string | undefined>,
): Promise<Judgement> {
  if (savePlan === undefined) return judgement;
  try {
    writePlan(savePlan, { plan: judgement.plan, commit: await commit(), inCode: judgement.inCode ?? [] });
    return judgement;
  } catch (error) {
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(error)] };
  }
}
