import { makeSecret, propertyMap, type ExposedSecret, type Plan } from "@roadbed/plan";
import type { PlanIssue } from "../authoring/define-plan-rule";
import { untypedPlan } from "../authoring/example-plan";

const ORIGINS = { configuration: "configuration secret", environment: "environment variable" } as const;

/** Returns the issue for a secret that the state would store in plain text. Its message names the secret. */
export function exposedSecretIssue(exposed: ExposedSecret): PlanIssue {
  const { urn, origin, name, place, path } = exposed;
  const at = place === "outputs" && path !== undefined ? `outputs.${path}` : path;
  return {
    resource: { urn },
    message: `${placeOf(exposed)} contains the ${ORIGINS[origin]} ${name} and is not marked as secret`,
    ...(at !== undefined && { at }),
  };
}

/** Returns where a resource contains a secret, such as "the output url". */
function placeOf({ place, path }: ExposedSecret): string {
  if (place === "name") return "the resource name";
  if (path === undefined) return `the name of ${place === "inputs" ? "an input" : "an output"}`;
  return place === "inputs" ? "the input" : `the output ${path}`;
}

/** Returns an example: a plan with a function whose environment contains a connection string with a password. */
export function functionPlan({ isMarked }: { readonly isMarked: boolean }): Plan {
  const plan = untypedPlan({ orders: ["aws:lambda/function:Function", {}] });
  const url = "postgres://orders:Xk29-fable-Tm@db/orders";
  const variables = propertyMap([["DATABASE_URL", isMarked ? makeSecret(url) : url]]);
  const inputs = propertyMap([["environment", propertyMap([["variables", variables]])]]);
  const exposed = plan.resources.map(({ urn }): ExposedSecret => {
    const path = "environment.variables.DATABASE_URL";
    return { origin: "configuration", name: "shop:dbPassword", urn, place: "inputs", path };
  });
  return {
    ...plan,
    resources: plan.resources.map((resource) => ({ ...resource, inputs })),
    exposedSecrets: isMarked ? [] : exposed,
  };
}
