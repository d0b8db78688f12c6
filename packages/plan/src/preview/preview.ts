import type { Goal } from "../goal";
import type { Gaps, Plan, Resource } from "../model";
import { Planner } from "../planner";
import { STACK_TYPE } from "../urn";
import { properties } from "../value";
import { AssetHasher } from "./assets";
import { Callbacks } from "./callbacks";
import { Child, type Ending } from "./child";
import { readConfiguration, secretTexts } from "./configuration";
import { engineService } from "./engine-service";
import { Hooks } from "./hooks";
import { Invokes } from "./invokes";
import { childArguments, childEnvironment, readWithheldNames, type Launch } from "./launch";
import { monitorService } from "./monitor";
import { judgeEnding, Tail } from "./outcome";
import { Packages } from "./packages";
import { PreviewError, type PreviewOptions, type Program } from "./program";
import { readProject } from "./project";
import { Reads } from "./reads";
import { Registrations, type Services } from "./registrations";
import { findSdk } from "./sdk";
import { serve } from "./server";
import { Session, type Registered, type SessionContext } from "./session";

const DEFAULT_ORGANIZATION = "organization";

/**
 * Runs a program against an engine of our own and returns what it is about to do. The program's SDK runs unmodified in
 * a process of its own; no provider, no credentials and no Pulumi CLI take part.
 *
 * @throws PreviewError if no plan could be made at all; a program that fails half-way gives a plan that says so
 */
export async function preview(program: Program, options: PreviewOptions): Promise<Plan> {
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
  let child: Child | undefined;
  const session = new Session(
    context,
    (event) => options.onEvent?.(event),
    () => child?.stopSoon(),
  );
  const { services, server } = await startServer(session, options);
  try {
    const launch: Launch = { project, sdk, context, options, address: server.address, folder: server.folder };
    const stderr = new Tail();
    child = new Child({
      arguments: childArguments(launch),
      directory,
      environment: childEnvironment(launch),
      onOutput: (stream, text) => {
        if (stream === "stderr") stderr.add(text);
        options.onEvent?.({ type: "output", stream, text });
      },
    });
    options.onEvent?.({ type: "started", secrets: secretTexts(configuration) });
    options.onEvent?.({ type: "started", secrets: secretTexts(configuration) });
    const ending = await supervise(child, options);
    const result = judgeEnding(session, ending, stderr.text, sdk.signals);
    return toPlan(services, sdk.version, result, readWithheldNames(server.folder));
  } finally {
    services.callbacks.close();
    server.close();
  }
}

async function startServer(session: Session, options: PreviewOptions) {
  const callbacks = new Callbacks();
  const services: Services = {
    session,
    planner: new Planner(),
    callbacks,
    hooks: new Hooks(session, callbacks),
    packages: new Packages(),
    assets: new AssetHasher(session.context.directory),
    lookups: options.lookups ?? {},
  };
  const registrations = new Registrations(services);
  const reads = new Reads(services, registrations);
  const invokes = new Invokes(services, registrations);
  const server = await serve({
    ResourceMonitor: monitorService({ services, registrations, reads, invokes }),
    Engine: engineService(session),
  });
  return { services, server };
}

/** Waits for the program, as long as it may take. @throws PreviewError when time or patience ran out */
async function supervise(child: Child, { timeoutSeconds, signal }: PreviewOptions): Promise<Ending> {
  let problem: PreviewError | undefined;
  const end = (reason: PreviewError) => {
    problem ??= reason;
    child.stop();
  };
  const cancel = () => end(cancelled());
  const timer =
    timeoutSeconds === undefined ? undefined : setTimeout(() => end(timedOut(timeoutSeconds)), timeoutSeconds * 1000);
  signal?.addEventListener("abort", cancel, { once: true });
  // Aborted while the program was being started: there is no event any more.
  if (signal?.aborted === true) cancel();
  try {
    options.onEvent?.({ type: "started", secrets: secretTexts(configuration) });
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

function toPlan(
  { session, planner }: Services,
  version: string,
  result: Plan["result"],
  withheld: readonly string[],
): Plan {
  const { organization, project, stack, configuration } = session.context;
  const registered = [...session.resources.values()];
  const gaps: Gaps = {
    unanswered: session.unanswered,
    opaque: session.opaque,
    withheld,
    undecryptable: configuration.undecryptable,
    notes: [...configuration.notes, ...session.notes],
  };
  return {
    engine: { name: "embedded", version },
    organization,
    project,
    stack,
    result,
    resources: registered.map(toResource),
    steps: planner.steps,
    outputs: registered.find(({ goal }) => goal.type === STACK_TYPE)?.outputs ?? properties(),
    diagnostics: session.diagnostics,
    past: "none",
    gaps,
  };
}

const NOT_IN_PLANS: ReadonlySet<string> = new Set(["aliases", "hooks", "providerReference"]);

/** The part of a registration that a plan keeps. */
function toResource({ goal, id, outputs }: Registered): Resource {
  const kept = Object.entries(goal).filter(([name]) => !NOT_IN_PLANS.has(name));
  return { ...(Object.fromEntries(kept) as unknown as Goal), ...(id === undefined ? {} : { id }), outputs };
}
