import type { ProviderEnvironment } from "../kubernetes";
import type { Lookups } from "../lookups";
import { Planner, type ReplacementFacts } from "../planner";
import type { Service } from "../protocol";
import type { State } from "../state";
import { AssetHasher } from "./assets/asset-hasher";
import { Callbacks } from "./callbacks/callbacks";
import { Hooks } from "./callbacks/hooks";
import { engineService } from "./engine-service";
import { Invokes } from "./invokes/invokes";
import { monitorService } from "./monitor";
import { Packages } from "./resources/packages";
import { PendingRegistrations } from "./resources/pending-registrations";
import { Reads } from "./resources/reads";
import { Registrations, type EngineServices } from "./resources/registrations";
import type { Session } from "./session";

/** The two gRPC services that a program uses, by protocol name. */
export interface EmbeddedEngine {
  readonly services: EngineServices;
  readonly protocol: { readonly ResourceMonitor: Service; readonly Engine: Service };
}

/** The engine's inputs other than the program. */
export interface EngineOptions {
  readonly lookups?: Lookups;
  readonly state?: State;
  readonly facts?: ReplacementFacts;
  /**
   * The environment variables of the deployment.
   *
   * @default no variables
   */
  readonly environment?: ProviderEnvironment;
}

/** Creates the services for one session. */
export function createEngine(
  session: Session,
  { lookups = {}, state, facts, environment }: EngineOptions = {},
): EmbeddedEngine {
  const { stack, project } = session.context;

  const callbacks = new Callbacks();
  const services: EngineServices = {
    session,
    planner: new Planner({
      stack,
      project,
      state,
      facts,
      environment,
      report: (severity, message, urn) => session.report(severity, message, urn),
    }),
    callbacks,
    hooks: new Hooks(session, callbacks),
    packages: new Packages(),
    assets: new AssetHasher(session.context.directory),
    lookups,
    pendingRegistrations: new PendingRegistrations(session.resources),
  };
  const registrations = new Registrations(services);
  const reads = new Reads(services, registrations);
  const invokes = new Invokes(services, registrations);
  return {
    services,
    protocol: {
      ResourceMonitor: monitorService({ services, registrations, reads, invokes }),
      Engine: engineService(session),
    },
  };
}
