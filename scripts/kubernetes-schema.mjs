// Writes the part of the OpenAPI document of Kubernetes that describes the objects of the components, as a JSON schema:
//
//   node scripts/kubernetes-schema.mjs 1.36.2 path/to/kubernetes/api/openapi-spec/swagger.json
//
// Descriptions are omitted, and unknown properties are rejected, as the API server does with strict field validation.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const KINDS = [
  ...["Deployment", "StatefulSet", "DaemonSet"].map((kind) => `apps.v1.${kind}`),
  ...["Job", "CronJob"].map((kind) => `batch.v1.${kind}`),
  ...["ConfigMap", "LimitRange", "Namespace", "PersistentVolumeClaim", "ResourceQuota", "Secret", "Service"].map(
    (kind) => `core.v1.${kind}`,
  ),
  "core.v1.ServiceAccount",
  "networking.v1.Ingress",
  "networking.v1.NetworkPolicy",
  "policy.v1.PodDisruptionBudget",
  "autoscaling.v2.HorizontalPodAutoscaler",
];

const [version, source] = process.argv.slice(2);
if (source === undefined) throw new Error("Usage: node scripts/kubernetes-schema.mjs <version> <swagger.json>");
const { definitions } = JSON.parse(readFileSync(source, "utf8"));

const schemas = {};
const nameOf = (reference) =>
  reference
    .split("/")
    .at(-1)
    .replace("io.k8s.api.", "")
    .replace(/^io\.k8s\./, "");

function add(fullName) {
  const name = nameOf(fullName);
  if (name in schemas) return;
  schemas[name] = {};
  schemas[name] = convert(definitions[fullName]);
}

function convert(schema) {
  const {
    type,
    format,
    properties,
    additionalProperties,
    items,
    required,
    enum: values,
    $ref,
    "x-kubernetes-group-version-kind": kinds,
  } = schema;
  if ($ref !== undefined) {
    add($ref.split("/").at(-1));
    return { $ref: `#/$defs/${nameOf($ref)}` };
  }
  const group = kinds?.length === 1 ? kinds[0] : undefined;
  const converted =
    properties && Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, convert(value)]));
  if (group !== undefined) {
    converted.apiVersion = { const: group.group === "" ? group.version : `${group.group}/${group.version}` };
    converted.kind = { const: group.kind };
  }
  return {
    ...(type !== undefined && { type: format === "int-or-string" ? ["integer", "string"] : type }),
    ...(values && { enum: values }),
    ...(required && { required }),
    ...(converted && { properties: converted, additionalProperties: false }),
    ...(additionalProperties && { additionalProperties: convert(additionalProperties) }),
    ...(items && { items: convert(items) }),
  };
}

for (const kind of KINDS) add(`io.k8s.api.${kind}`);
const schema = {
  $comment: `Kubernetes ${version}, Apache-2.0`,
  $defs: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
};
const [start, ...rest] = JSON.stringify(schema).split(
  /(?<=\{)(?="(?:[a-z0-9]+\.)+[A-Z])|(?<=,)(?="(?:[a-z0-9]+\.)+[A-Za-z]+":)/,
);
const target = fileURLToPath(new URL("../packages/components/testdata/kubernetes-schema/schema.json", import.meta.url));
writeFileSync(target, `${[start, ...rest].join("\n")}\n`);
