import { isProviderType, isSecret, propertyMap, makeSecret, UNKNOWN, type Properties } from "../model";
import { stripProviderMetadata, type StateResource } from "../state";
import type { Goal, RegistrationOutcome } from "./goal";

/** Returns the outcome for a resource that is created or recreated. Its known outputs are its inputs. */
export function createOutcome(goal: Goal): RegistrationOutcome {
  const { inputs, custom, type } = goal;
  // A local component has no outputs until it registers them. The plugin of a remote component computes its outputs.
  if (!custom) return { effect: "create", inputs, outputs: propertyMap() };
  // Other resources refer to a provider by its ID. Before the provider exists, the ID is unknown rather than absent.
  const id = isProviderType(type) ? { id: UNKNOWN } : {};
  const known = isProviderType(type) ? stripProviderMetadata(inputs) : inputs;
  return { effect: "create", inputs, outputs: markSecretOutputs(known, goal), ...id };
}

/** Returns the outcome for an existing resource that is imported or read. */
export function readOutcome(goal: Goal, id: RegistrationOutcome["id"]): RegistrationOutcome {
  return { ...createOutcome(goal), effect: "none", ...(id === undefined ? {} : { id }) };
}

/** Returns the outcome for a resource that is updated in place or stays the same. */
export function updateOutcome(
  old: StateResource,
  goal: Goal,
  inputs: Properties,
  changed: boolean,
): RegistrationOutcome {
  const outputs = changed ? markSecretOutputs(updatedOutputs(old, inputs), goal) : old.outputs;
  return {
    effect: changed ? "update" : "none",
    old: old.shown,
    inputs,
    outputs: goal.custom ? outputs : propertyMap(),
    ...(old.id === undefined ? {} : { id: old.id }),
  };
}

/** Returns the old outputs without the removed inputs and with the values of the new inputs. */
function updatedOutputs(old: StateResource, inputs: Properties): Properties {
  const removed = new Set(Object.keys(stripProviderMetadata(old.inputs)).filter((name) => inputs[name] === undefined));
  const remaining = Object.entries(old.outputs).filter(([name]) => !removed.has(name));
  return propertyMap([...remaining, ...Object.entries(stripProviderMetadata(inputs))]);
}

/** Returns the values with the outputs in `additionalSecretOutputs` marked as secret. */
function markSecretOutputs(values: Properties, { options: { additionalSecretOutputs = [] } }: Goal): Properties {
  const present = additionalSecretOutputs.flatMap((name) => {
    const value = values[name];
    return value === undefined || isSecret(value) ? [] : [[name, makeSecret(value)] as const];
  });
  return present.length === 0 ? values : propertyMap([...Object.entries(values), ...present]);
}
