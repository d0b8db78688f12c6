import { createEngine, Session, type SessionContext } from "../engine";
import { PreviewError } from "../errors";
import { containsPlaceholder, type Plan } from "../model";
import type { ReplacementFacts } from "../planner";
import { limitMilliseconds, NodeProcess, OutputTail, type ExitStatus, type NodeProcessOptions } from "../process";
import { findSdk, readConfiguration, plainStrings, readNodeProject, secretStrings, type Program } from "../program";
import { serve } from "../protocol";
import { assemblePlan } from "./assemble-plan";
import {
  programArguments,
  programEnvironment,
  readAssumedLengths,
  readModules,
  readWithheldNames,
  type Launch,
} from "./launch";
import type { PreviewOptions } from "./preview-options";
import { reportProgramExit } from "./program-exit";
import { receivedStrings, withExposedSecrets } from "./received-strings";
import { selectSdkPatches } from "./sdk-patches";
import { ProgramStandby } from "./standby";
import { StoppedPreviewError } from "./stopped-preview-error";

const DEFAULT_ORGANIZATION = "organization";
/** The number of characters of the most recent output that are kept to diagnose a failure. */
const TAIL_CHARACTERS = 8192;

/**
 * Previews a program like `previewProgram`.
 *
 * @param facts - the facts that predict replacements, for comparison with an engine that has different providers
 */
export async function runPreview(program: Program, options: PreviewOptions, facts?: ReplacementFacts): Promise<Plan> {
  const { stack, organization = DEFAULT_ORGANIZATION, config = {}, debug = false, sdkPatches = true } = options;
  const { lookups, state, passEnvironment = [], onEvent } = options;
  const standby = options.standby instanceof ProgramStandby ? options.standby : undefined;
  if (options.signal?.aborted === true) throw canceled();
  const project = readNodeProject(program.root);
  const sdk = findSdk(project);
  const configuration = await readConfiguration(project, stack, config, process.env);
  const { root, directory } = project;
  const described = { organization, project: project.project, stack, root, directory };
  const context = { ...described, configuration, debug, preloaded: true };
  const received = receivedStrings(configuration, passEnvironment, process.env);
  onEvent?.({ type: "strings", secrets: secretStrings(configuration), plain: plainStrings(configuration) });
  let child: NodeProcess | undefined;
  const session = new Session(
    context satisfies SessionContext,
    (event) => onEvent?.(event),
    () => child?.stopSoon(),
  );
  const patches = selectSdkPatches(sdk.version, sdkPatches);
  if (patches.note !== undefined) session.report("info", patches.note);
  const { services, protocol } = createEngine(session, { lookups, state, facts, environment: process.env });
  const settings = { project, sdk, context, patches, passEnvironment, reportsModules: standby !== undefined };
  const held = standby?.take(settings);
  const { address, folder, close } = await serve(protocol, held?.folder);
  const planOf = (outcome: Pick<Plan, "result" | "endedEarly">): Plan =>
    withExposedSecrets(assemblePlan(services, sdk.version, outcome, readWithheldNames(folder)), received);
  try {
    const stderr = new OutputTail(TAIL_CHARACTERS);
    const onOutput: NodeProcessOptions["onOutput"] = (stream, text) => {
      if (stream === "stderr") stderr.add(text);
      onEvent?.({ type: "output", stream, text });
    };
    child = held?.start(onOutput) ?? startProcess({ ...settings, address, folder }, onOutput);
    onEvent?.({ type: "started" });
    const { exit, stopped } = await waitForExit(child, options);
    standby?.record(settings, readModules(folder));
    const assumedLengths = readAssumedLengths(folder);
    if (assumedLengths.length > 0) session.notes.push(assumptionNote(assumedLengths));
    if (stopped !== undefined) {
      session.report("error", stopped.message);
      throw new StoppedPreviewError(stopped, planOf(STOPPED));
    }
    // A program that ended with an error may not have registered all its resources, and a program that got placeholders may
    // have registered others, so no resource is deleted.
    const isComplete = exit.code === 0 && !session.failed;
    if (isComplete && assumedLengths.length === 0 && !hasPlaceholderName(session)) services.planner.finish();
    const outcome = reportProgramExit(session, exit, stderr.text.trim(), sdk.signalsCompletion);
    return planOf(outcome);
  } finally {
    services.callbacks.close();
    close();
  }
}

function startProcess(launch: Launch, onOutput: NodeProcessOptions["onOutput"]): NodeProcess {
  return new NodeProcess({
    arguments: programArguments(launch),
    directory: launch.project.directory,
    environment: programEnvironment(launch),
    onOutput,
  });
}

const hasPlaceholderName = ({ resources }: Session): boolean =>
  [...resources.values()].some(({ goal }) => containsPlaceholder(goal.name));

const assumptionNote = (tokens: readonly string[]): string =>
  `The program uses the number of elements in the results of these data source lookups, which is unknown: ${tokens.join(", ")}. The plan assumes three elements, and does not delete resources of a state.`;

/** The outcome of a program that was stopped. */
const STOPPED = { result: "failed", endedEarly: true } as const;

/** How a program's process ended, and why it was stopped, if it was. */
interface ProgramEnd {
  readonly exit: ExitStatus;
  readonly stopped: PreviewError | undefined;
}

/** Waits until the program's process has exited. */
async function waitForExit(child: NodeProcess, { timeoutSeconds, signal }: PreviewOptions): Promise<ProgramEnd> {
  let stopped: PreviewError | undefined;
  const stop = (error: PreviewError) => {
    stopped ??= error;
    child.stop();
  };
  const cancel = () => stop(canceled());
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => stop(timedOut(timeoutSeconds)), limitMilliseconds(timeoutSeconds));
  signal?.addEventListener("abort", cancel, { once: true });
  // If the signal was aborted while the process was starting, the listener is not called.
  if (signal?.aborted === true) cancel();
  try {
    const exit = await child.ended;
    return { exit, stopped };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

const canceled = () => new PreviewError("canceled", "The preview was canceled.");

const timedOut = (seconds: number) =>
  new PreviewError(
    "timeout",
    `The program did not finish within ${seconds} s. An open server or timer may keep it running.`,
  );
