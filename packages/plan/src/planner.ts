import type { Goal, Outcome } from "./goal";
import type { Step } from "./model";
import { properties, secret, unknown, type Properties } from "./value";

/** Decides what happens to each resource. */
export class Planner {
  readonly steps: Step[] = [];

  /** The step of a registration, and what the program gets to know. */
  register(goal: Goal): Outcome {
    this.steps.push({
      operation: goal.options.importId === undefined ? "create" : "import",
      urn: goal.urn,
      type: goal.type,
    });
    // A local component has no outputs until it registers them; a remote one has them in its plugin.
    if (!goal.custom) return { outputs: properties() };
    return { outputs: concealed(goal.inputs, goal.options.additionalSecretOutputs), ...providerId(goal) };
  }

  /** The step of a read. */
  read(goal: Goal, id: Outcome["id"]): Outcome {
    this.steps.push({ operation: "read", urn: goal.urn, type: goal.type });
    return {
      outputs: concealed(goal.inputs, goal.options.additionalSecretOutputs),
      ...(id === undefined ? {} : { id }),
    };
  }
}

/** A provider's id is its address for others; before it exists that is unknown, not absent. */
function providerId({ type }: Goal): Pick<Outcome, "id"> {
  return type.startsWith("pulumi:providers:") ? { id: unknown } : {};
}

/** The properties, with those marked as secrets that the SDK's types say are. */
function concealed(values: Properties, names: readonly string[] | undefined): Properties {
  const present = (names ?? []).filter((name) => name in values);
  if (present.length === 0) return values;
  return properties([
    ...Object.entries(values),
    ...present.map((name) => [name, secret(values[name] ?? null)] as const),
  ]);
}
