import { createEngine, Session, type SessionContext } from "../engine";
import { PreviewError } from "../errors";
import type { Plan } from "../model";
import { limitMilliseconds, NodeProcess, OutputTail, type ExitStatus } from "../process";
import { findSdk, readConfiguration, readProject, secretStrings, type Program } from "../program";
import { serve } from "../protocol";
import { assemblePlan } from "./assemble-plan";
import { childArguments, childEnvironment, readWithheldNames, type Launch } from "./launch";
import type { PreviewOptions } from "./preview-options";
import { reportProgramExit } from "./program-exit";

const DEFAULT_ORGANIZATION = "organization";

/**
 * Runs a program against an engine of our own and returns what it is about to do. The program's SDK runs unmodified in
 * a process of its own; no provider, no credentials and no Pulumi CLI take part.
 *
 * @throws PreviewError if no plan could be made at all; a program that fails half-way gives a plan that says so
 */
export async function previewProgram(program: Program, options: PreviewOptions): Promise<Plan> {
  const { stack, organization = DEFAULT_ORGANIZATION, config = {}, debug = false, signal } = options;
  requireUncancelled(signal);
  const project = readProject(program.root);
  const sdk = findSdk(project);
  const configuration = await readConfiguration(project, stack, config, process.env);
  const { root, directory } = project;
  const context: SessionContext = {
    organization,
    project: project.project,
    stack,
    root,
    directory,
    configuration,
    debug,
  };
  let child: NodeProcess | undefined;
  const session = new Session(
    context,
    (event) => options.onEvent?.(event),
    () => child?.stopSoon(),
  );
  const { services, protocol } = createEngine(session, options);
  const server = await serve(protocol);
  try {
    const launch: Launch = { project, sdk, context, options, address: server.address, folder: server.folder };
    const stderr = new OutputTail();
    child = new NodeProcess({
      arguments: childArguments(launch),
      directory,
      environment: childEnvironment(launch),
      onOutput: (stream, text) => {
        if (stream === "stderr") stderr.add(text);
        options.onEvent?.({ type: "output", stream, text });
      },
    });
    options.onEvent?.({ type: "started", secrets: secretStrings(configuration) });
    const ending = await supervise(child, options);
    // A program that failed says nothing of what it has not registered.
    if (ending.code === 0 && !session.failed) services.planner.finish();
    const result = reportProgramExit(session, ending, stderr.text, sdk.signals);
    return assemblePlan(services, sdk.version, result, readWithheldNames(server.folder));
  } finally {
    services.callbacks.close();
    server.close();
  }
}

/** Waits for the program, as long as it may take. @throws PreviewError when time or patience ran out */
async function supervise(child: NodeProcess, { timeoutSeconds, signal }: PreviewOptions): Promise<ExitStatus> {
  let problem: PreviewError | undefined;
  const end = (reason: PreviewError) => {
    problem ??= reason;
    child.stop();
  };
  const cancel = () => end(cancelled());
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => end(timedOut(timeoutSeconds)), limitMilliseconds(timeoutSeconds));
  signal?.addEventListener("abort", cancel, { once: true });
  // Aborted while the program was being started: there is no event any more.
  if (signal?.aborted === true) cancel();
  try {
    const ending = await child.ended;
    if (problem !== undefined) throw problem;
    return ending;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

const cancelled = () => new PreviewError("cancelled", "The preview was cancelled.");

const timedOut = (seconds: number) =>
  new PreviewError(
    "timeout",
    `The program did not end within ${seconds} seconds; something in it may be waiting, such as a server or a timer.`,
  );

function requireUncancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}
