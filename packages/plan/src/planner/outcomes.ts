import {
  isProperties,
  isProviderType,
  isSecret,
  propertyMap,
  makeSecret,
  UNKNOWN,
  type Properties,
  type Value,
} from "../model";
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
const updatedOutputs = (old: StateResource, inputs: Properties): Properties =>
  mergeOutputs(old.outputs, stripProviderMetadata(old.inputs), stripProviderMetadata(inputs));

/**
 * Applies the change of inputs to outputs. Members that the provider computed remain, also within objects, such as
 * `vpcConfig.clusterSecurityGroupId` of an EKS cluster. An object in an array has no identity, so it has only the new inputs.
 */
function mergeOutputs(outputs: Properties, oldInputs: Properties, inputs: Properties): Properties {
  const remaining = Object.entries(outputs).filter(
    ([name]) => oldInputs[name] === undefined || inputs[name] !== undefined,
  );
  const given = Object.entries(inputs).map(
    ([name, value]) => [name, mergeOutput(outputs[name], oldInputs[name], value)] as const,
  );
  return propertyMap([...remaining, ...given]);
}

function mergeOutput(output: Value | undefined, oldInput: Value | undefined, input: Value): Value {
  if (output === undefined || !isProperties(output) || !isProperties(input)) return input;
  const isObject = oldInput !== undefined && isProperties(oldInput);
  return mergeOutputs(output, isObject ? oldInput : propertyMap(), input);
}

/** Returns the values with the outputs in `additionalSecretOutputs` marked as secret. */
function markSecretOutputs(values: Properties, { options: { additionalSecretOutputs = [] } }: Goal): Properties {
  const present = additionalSecretOutputs.flatMap((name) => {
    const value = values[name];
    return value === undefined || isSecret(value) ? [] : [[name, makeSecret(value)] as const];
  });
  return present.length === 0 ? values : propertyMap([...Object.entries(values), ...present]);
}
