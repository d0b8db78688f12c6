import { makeSecret, propertyMap, type ExposedSecret, type Plan, type Value } from "@roadbed/plan";
import { definePlanRule } from "../../authoring/define-plan-rule";
import { untypedPlan } from "../../authoring/example-plan";

const ORIGINS = { configuration: "configuration secret", environment: "environment variable" } as const;

/** Returns where a resource contains a secret, such as "the output url". */
const placeOf = ({ place, path }: ExposedSecret): string => {
  if (place === "name") return "the resource name";
  if (path === undefined) return `the name of ${place === "inputs" ? "an input" : "an output"}`;
  return place === "inputs" ? "the input" : `the output ${path}`;
};

const URN = "urn:pulumi:dev::example::aws:lambda/function:Function::orders";
const PATH = "environment.variables.DATABASE_URL";

/** Returns a plan with a function whose environment contains a connection string. */
function examplePlan(url: Value, exposedSecrets: readonly ExposedSecret[]): Plan {
  const [orders] = untypedPlan({ orders: ["aws:lambda/function:Function", {}] }).resources;
  const variables = propertyMap([["DATABASE_URL", url]]);
  const inputs = propertyMap([["environment", propertyMap([["variables", variables]])]]);
  return { ...untypedPlan({}), resources: orders === undefined ? [] : [{ ...orders, inputs }], exposedSecrets };
}

const CONNECTION = "postgres://orders:Xk29-fable-Tm@db/orders";

export const secretsMarked = definePlanRule({
  id: "pulumi-secrets-marked",
  title: "Values that contain secrets of the configuration are marked as secret",
  severity: "high",
  why: "Pulumi encrypts only values that are marked as secret. It stores all others in plain text in the state, where everyone who can read the state finds the secret.",
  remedy:
    "Read the secret with config.requireSecret or requireSecretObject, or wrap it in pulumi.secret, and derive other values with pulumi.interpolate or apply. The option additionalSecretOutputs does not encrypt inputs. Set values that are not confidential without --secret.",
  appliesTo: ({ exposedSecrets }) => exposedSecrets !== undefined,
  check: ({ exposedSecrets = [] }) =>
    exposedSecrets.map((exposed) => {
      const { urn, origin, name, place, path } = exposed;
      const at = place === "outputs" && path !== undefined ? `outputs.${path}` : path;
      return {
        resource: { urn },
        message: `${placeOf(exposed)} contains the ${ORIGINS[origin]} ${name} and is not marked as secret`,
        ...(at !== undefined && { at }),
      };
    }),
  examples: {
    pass: [examplePlan(makeSecret(CONNECTION), [])],
    fail: [
      examplePlan(CONNECTION, [
        { origin: "configuration", name: "shop:dbPassword", urn: URN, place: "inputs", path: PATH },
      ]),
    ],
  },
});
