import type { Urn } from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import type { EventLog } from "./event-log";

/** What a run did: first, if it was asked to, it looked at what is there; then it ran the program. */
export interface Phases {
  readonly refreshed: readonly CliStep[];
  readonly steps: readonly CliStep[];
}

export function splitPhases({ log, digest }: CliOutput): Phases {
  if (log !== undefined) return fromLog(log);
  return digest ?? { refreshed: [], steps: [] };
}

/** Each step as it was announced, with what its last report says came of it. */
function fromLog({ steps: events }: EventLog): Phases {
  const refreshed = new Map<Urn, CliStep>();
  const awaited = new Set<Urn>();
  const steps: CliStep[] = [];
  const places = new Map<string, number>();
  for (const { when, step } of events) {
    const announced = when === "before";
    if (announced && step.operation === "refresh") {
      refreshed.set(step.urn, step);
      awaited.add(step.urn);
    } else if (!announced && awaited.delete(step.urn)) {
      // What a refresh found can be reported as an update or a delete.
      refreshed.set(step.urn, step);
    } else {
      // A resource can take several steps; those of the same kind come one after the other.
      const key = `${step.operation} ${step.urn}`;
      const place = announced ? undefined : places.get(key);
      places.set(key, place ?? steps.length);
      steps[place ?? steps.length] = step;
    }
  }
  return { refreshed: [...refreshed.values()], steps };
}
