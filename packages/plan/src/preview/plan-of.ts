import type { Goal } from "../goal";
import type { Gaps, Plan, Resource } from "../model";
import { STACK_TYPE } from "../urn";
import { properties } from "../value";
import { bakedUnknowns } from "./baked-unknowns";
import type { Services } from "./registrations";
import type { Registered } from "./session";

/** What a session has learnt, as a plan. */
export function toPlan(
  { session, planner }: Services,
  version: string,
  result: Plan["result"],
  withheld: readonly string[],
): Plan {
  const { organization, project, stack, configuration } = session.context;
  const registered = [...session.resources.values()];
  const resources = registered.map(toResource);
  const gaps: Gaps = {
    unanswered: session.unanswered,
    opaque: session.opaque,
    withheld,
    undecryptable: configuration.undecryptable,
    ...(planner.assumed.length === 0 ? {} : { assumedUnchanged: planner.assumed }),
    notes: [
      ...configuration.notes,
      ...session.notes,
      ...(session.unanswered.length === 0 ? [] : bakedUnknowns(resources)),
    ],
  };
  return {
    engine: { name: "embedded", version },
    organization,
    project,
    stack,
    result,
    resources,
    steps: planner.steps,
    outputs: registered.find(({ goal }) => goal.type === STACK_TYPE)?.outputs ?? properties(),
    diagnostics: session.diagnostics,
    past: planner.past,
    gaps,
  };
}

const NOT_IN_PLANS: ReadonlySet<string> = new Set(["aliases", "hooks", "providerReference"]);

/** The part of a registration that a plan keeps. */
function toResource({ goal, id, outputs }: Registered): Resource {
  const kept = Object.entries(goal).filter(([name]) => !NOT_IN_PLANS.has(name));
  return { ...(Object.fromEntries(kept) as unknown as Goal), ...(id === undefined ? {} : { id }), outputs };
}
