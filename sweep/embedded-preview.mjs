import { isUnknown, propertyMap } from "@roadbed/plan";
import { findProgram, previewProgram } from "@roadbed/plan/preview";
import { lookupResult } from "./lookup-results.mjs";
import { fromPlanValue } from "./normal-form.mjs";

/** Previews a program with the embedded engine and returns its plan in the normal form, or the error. */
export async function previewEmbedded(folder) {
  const plan = await previewProgram(await findProgram(folder), {
    stack: "dev",
    timeoutSeconds: 600,
    lookups: {
      invoke: ({ token, arguments: args }) => toValue(lookupResult(token, fromPlanValue(args))),
      read: ({ inputs }) => inputs,
    },
  });
  if (plan.result === "failed") return { error: plan.diagnostics.map(({ message }) => message).join("\n") };
  const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  return {
    steps: plan.steps
      .map((step) => ({ step, resource: resources.get(step.urn) }))
      .filter(({ resource }) => resource?.implicit !== true)
      .map(({ step, resource }) => normalizeStep(step, resource)),
    outputs: fromPlanValue(plan.outputs),
  };
}

function normalizeStep({ operation, urn }, resource) {
  const { options } = resource;
  return {
    key: `${operation} ${urn}`,
    inputs: fromPlanValue(resource.inputs),
    provider: resource.provider,
    parent: resource.parent,
    protect: options.protect === true,
    retainOnDelete: options.retainOnDelete === true,
    deletedWith: options.deletedWith,
    dependencies: [...resource.dependencies].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies)
        .filter(([, urns]) => urns.length > 0)
        .map(([name, urns]) => [name, [...urns].sort()]),
    ),
    additionalSecretOutputs: [...(options.additionalSecretOutputs ?? [])].sort(),
  };
}

function toValue(json) {
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json !== "object" || json === null || isUnknown(json)) return json;
  return propertyMap(Object.entries(json).map(([name, member]) => [name, toValue(member)]));
}
