import { isSecret, propertyMap, secretValue, UNKNOWN, type Properties } from "../model";
import { stripProviderMetadata, type StateResource } from "../state";
import type { Goal, RegistrationOutcome } from "./goal";

const PROVIDER_TYPE = "pulumi:providers:";

/** Of a resource that is made, or made anew: of its outputs only the inputs are known. */
export function createOutcome(goal: Goal): RegistrationOutcome {
  const { inputs, custom, type } = goal;
  // A local component has no outputs until it registers them; a remote one has them in its plugin.
  if (!custom) return { effect: "create", inputs, outputs: propertyMap() };
  // A provider's id is its address for others; before it exists that is unknown, not absent.
  const id = type.startsWith(PROVIDER_TYPE) ? { id: UNKNOWN } : {};
  return { effect: "create", inputs, outputs: markSecretOutputs(inputs, goal), ...id };
}

/** Of a resource that exists already and is brought in, or only looked at. */
export function readOutcome(goal: Goal, id: RegistrationOutcome["id"]): RegistrationOutcome {
  return { ...createOutcome(goal), effect: "none", ...(id === undefined ? {} : { id }) };
}

/** Of a resource that exists and is not changed by someone else meanwhile. */
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

/** The old outputs, without what is no input any more, and with what the inputs are now. */
function updatedOutputs(old: StateResource, inputs: Properties): Properties {
  const gone = new Set(Object.keys(stripProviderMetadata(old.inputs)).filter((name) => inputs[name] === undefined));
  const remaining = Object.entries(old.outputs).filter(([name]) => !gone.has(name));
  return propertyMap([...remaining, ...Object.entries(inputs)]);
}

/** The properties, with those marked as secrets that the SDK's types say are. */
function markSecretOutputs(values: Properties, { options: { additionalSecretOutputs = [] } }: Goal): Properties {
  const present = additionalSecretOutputs.flatMap((name) => {
    const value = values[name];
    return value === undefined || isSecret(value) ? [] : [[name, secretValue(value)] as const];
  });
  return present.length === 0 ? values : propertyMap([...Object.entries(values), ...present]);
}
