import type { EngineServices, RegisteredResource } from "../engine";
import {
  outputChangesSinceState,
  propertyMap,
  STACK_TYPE,
  unreadableOutputs,
  withReplacementCauses,
  type Plan,
  type PlanGaps,
  type Resource,
} from "../model";
import type { Goal } from "../planner";
import { findBakedUnknowns } from "./baked-unknowns";

/** Creates the plan from a session's data. */
export function assemblePlan(
  { session, planner }: EngineServices,
  version: string,
  outcome: Pick<Plan, "result" | "endedEarly">,
  withheld: readonly string[],
): Plan {
  const { organization, project, stack, configuration } = session.context;
  const registered = [...session.resources.values()];
  const resources = registered.map((resource) => toResource(resource, session));
  const outputs = registered.find(({ goal }) => goal.type === STACK_TYPE)?.outputs ?? propertyMap();
  const steps = withReplacementCauses({ steps: planner.steps, resources });
  const comparesOutputs = planner.priorState === "state" && outcome.result === "succeeded";
  const assumedUnchanged = [
    ...planner.assumedUnchanged,
    ...(comparesOutputs ? unreadableOutputs({ outputs, steps }) : []),
  ];
  const gaps: PlanGaps = {
    // A program can fail because it uses an unknown value of a computed result.
    unansweredLookups:
      outcome.result === "failed" ? [...session.unanswered, ...session.partlyComputed] : session.unanswered,
    opaqueComponents: session.opaque,
    withheldValues: withheld,
    undecryptableConfigKeys: configuration.undecryptable,
    ...(assumedUnchanged.length === 0 ? {} : { assumedUnchanged }),
    ...(planner.undeterminedResources.length === 0 ? {} : { undeterminedResources: planner.undeterminedResources }),
    notes: [
      ...configuration.notes,
      ...session.notes,
      ...(session.unanswered.length + session.partlyComputed.length === 0 ? [] : findBakedUnknowns(resources)),
    ],
  };
  return {
    engine: { name: "embedded", version },
    organization,
    project,
    stack,
    ...outcome,
    resources,
    steps,
    outputs,
    ...(comparesOutputs && { outputChanges: outputChangesSinceState({ outputs, steps }) }),
    diagnostics: session.diagnostics,
    priorState: planner.priorState,
    gaps,
  };
}

const NOT_IN_PLANS: ReadonlySet<string> = new Set(["aliases", "hooks", "providerReference"]);

function toResource({ goal, id, outputs }: RegisteredResource, { movingResults }: EngineServices["session"]): Resource {
  const kept = Object.entries(goal).filter(([name]) => !NOT_IN_PLANS.has(name));
  const lookupInputs = movingResults.inputsFrom(goal.inputs);
  return {
    ...(Object.fromEntries(kept) as unknown as Goal),
    ...(id === undefined ? {} : { id }),
    outputs,
    ...(lookupInputs.length > 0 && { lookupInputs }),
  };
}
