import type { Urn } from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import type { EventLog } from "./event-log";

/** The phases of a run: an optional refresh, followed by the program. */
export interface Phases {
  readonly refreshed: readonly CliStep[];
  readonly steps: readonly CliStep[];
}

/** Separates the refresh steps from the program's steps. */
export function splitPhases({ log, digest }: CliOutput): Phases {
  if (log !== undefined) return fromLog(log);
  return digest ?? { refreshed: [], steps: [] };
}

/** Returns each step in the order of its first event, with the content of its last event. */
function fromLog({ steps: events }: EventLog): Phases {
  const refreshed = new Map<Urn, CliStep>();
  const refreshing = new Set<Urn>();
  const steps: CliStep[] = [];
  const positions = new Map<string, number>();
  for (const { when, step } of events) {
    const announced = when === "before";
    if (announced && step.operation === "refresh") {
      refreshed.set(step.urn, step);
      refreshing.add(step.urn);
    } else if (!announced && refreshing.delete(step.urn)) {
      // The last event of a refresh can have the operation update or delete.
      refreshed.set(step.urn, step);
    } else {
      // A resource can have several steps. Steps with the same operation follow each other.
      const key = `${step.operation} ${step.urn}`;
      const position = announced ? undefined : positions.get(key);
      positions.set(key, position ?? steps.length);
      steps[position ?? steps.length] = step;
    }
  }
  return { refreshed: [...refreshed.values()], steps };
}
