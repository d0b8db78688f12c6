import { Planner } from "../planner";
import { AssetHasher } from "./assets";
import { Callbacks } from "./callbacks";
import { engineService } from "./engine-service";
import { Hooks } from "./hooks";
import { Invokes } from "./invokes";
import type { Lookups } from "./lookups";
import { monitorService } from "./monitor";
import { Packages } from "./packages";
import { Reads } from "./reads";
import { Registrations, type Services } from "./registrations";
import type { Service } from "./service";
import type { Session } from "./session";

/** The two services that a program talks to, by their protocol names, over one session. */
export interface EmbeddedEngine {
  readonly services: Services;
  readonly protocol: { readonly ResourceMonitor: Service; readonly Engine: Service };
}

export function createEngine(session: Session, lookups: Lookups = {}): EmbeddedEngine {
  const callbacks = new Callbacks();
  const services: Services = {
    session,
    planner: new Planner(),
    callbacks,
    hooks: new Hooks(session, callbacks),
    packages: new Packages(),
    assets: new AssetHasher(session.context.directory),
    lookups,
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
