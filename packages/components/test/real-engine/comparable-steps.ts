import { isList, isProperties, isSecret, isUnknown, type Plan, type Value } from "@roadbed/plan";

/** Inputs that `Check` of the AWS provider adds. The embedded engine adds them as well, but the stub provider does not. */
const CHECKED_INPUTS = ["tagsAll"];

/** Returns the steps of a plan in a form that does not depend on the engine. */
export function comparableSteps({ steps, resources }: Plan): Record<string, unknown> {
  const operations = new Map(steps.map(({ urn, operation }) => [urn, operation]));
  return Object.fromEntries(
    resources
      .filter(({ implicit }) => implicit !== true)
      .map(({ urn, inputs, parent, provider, dependencies, propertyDependencies, options }) => [
        urn,
        {
          operation: operations.get(urn),
          parent,
          provider,
          protect: options.protect === true,
          retainOnDelete: options.retainOnDelete === true,
          deletedWith: options.deletedWith,
          dependencies: [...dependencies].sort(),
          propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).flatMap(([name, urns]) =>
              urns.length === 0 ? [] : [[name, [...urns].sort()]],
            ),
          ),
          inputs: comparable(inputs),
        },
      ]),
  );
}

/** Removes the inputs that only the embedded engine adds. */
export function withoutCheckedInputs(
  steps: Record<string, unknown>,
  reference: Record<string, unknown>,
): Record<string, unknown> {
  const inputsOf = (step: unknown) => (step as { inputs?: Record<string, unknown> } | undefined)?.inputs ?? {};
  return Object.fromEntries(
    Object.entries(steps).map(([urn, step]) => {
      const inputs = Object.entries(inputsOf(step)).filter(
        ([name]) => !CHECKED_INPUTS.includes(name) || name in inputsOf(reference[urn]),
      );
      return [urn, { ...(step as object), inputs: Object.fromEntries(inputs) }];
    }),
  );
}

function comparable(value: Value): unknown {
  if (isUnknown(value)) return "[unknown]";
  if (isSecret(value)) return "[secret]";
  if (isList(value)) return value.map(comparable);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, comparable(member)]));
}
