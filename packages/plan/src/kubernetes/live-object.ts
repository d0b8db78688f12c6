import {
  isList,
  isProperties,
  isSecret,
  makeSecret,
  propertyMap,
  unwrapSecret,
  type Properties,
  type Resource,
  type Value,
} from "../model";

/** The outputs in which the provider keeps its own data. They are present only in states. */
const BOOKKEEPING = ["__initialApiVersion", "__inputs"];

/**
 * Returns the object that the provider compares with the program: the object in the cluster when the state was written,
 * with the properties of the inputs only.
 *
 * @remarks The object can differ from the inputs, because other clients change objects.
 */
export function liveObject({ inputs, outputs }: Pick<Resource, "inputs" | "outputs">): Properties {
  return BOOKKEEPING.some((name) => name in outputs) ? pruneProperties(outputs, inputs) : inputs;
}

function pruneProperties(live: Properties, inputs: Properties): Properties {
  return propertyMap(
    Object.entries(inputs).flatMap(([name, input]) => {
      const value = live[name];
      return value === undefined ? [] : [[name, prune(value, input)] as const];
    }),
  );
}

function prune(live: Value, input: Value): Value {
  if (isSecret(live)) return makeSecret(prune(live.value, unwrapSecret(input)));
  const template = unwrapSecret(input);
  if (isProperties(live) && isProperties(template)) return pruneProperties(live, template);
  if (isList(live) && isList(template))
    return live.slice(0, template.length).map((element, index) => prune(element, template[index] ?? null));
  return live;
}
