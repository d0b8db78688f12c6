import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import * as fc from "fast-check";
import { isSecret, isUnknown, type Properties, type Resource, type Value } from "@roadbed/plan";
import { expectNoFindings, type StackPlan } from "@roadbed/testing";
import { workloadArguments } from "../../../test/kubernetes-arbitraries";
import { deployed } from "../../../test/network";
import { exportState } from "../../../test/upgrade/recorded-states";
import { Workload, type WorkloadArgs, type WorkloadKind } from "../index";

const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"] as const;

// Each stack has many workloads, because most of the time of a preview does not depend on their number.
const WORKLOADS_IN_STACK = 20;
const workloads = Number(process.env.ROADBED_FUZZ_RUNS ?? 100);
const numRuns = Math.ceil(workloads / KINDS.length / WORKLOADS_IN_STACK);

const stacksOf = (kind: WorkloadKind) =>
  fc.array(workloadArguments(kind), { minLength: WORKLOADS_IN_STACK, maxLength: WORKLOADS_IN_STACK });
const create = (stack: readonly WorkloadArgs[]) => () => {
  for (const [index, args] of stack.entries()) new Workload(`workload-${index}`, args);
};

const schema = JSON.parse(readFileSync(join(__dirname, "../../../testdata/kubernetes-schema/schema.json"), "utf8")) as {
  readonly $defs: Readonly<Record<string, unknown>>;
};
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(schema, "kubernetes");

/** Returns the errors of an object according to the OpenAPI document of Kubernetes. */
function schemaErrors({ type, inputs }: Resource): string[] {
  const [, group = "", version = "", kind = ""] = /^kubernetes:([a-z]+)[.a-z0-9]*\/(\w+):(\w+)$/.exec(type) ?? [];
  const validate = ajv.getSchema(`kubernetes#/$defs/${group}.${version}.${kind}`);
  if (validate === undefined) return [`no schema for ${type}`];
  void validate(plain(inputs));
  return (validate.errors ?? []).map(({ instancePath, message = "" }) => `${type}${instancePath} ${message}`);
}

/** Returns a value in the form in which the API server receives it. Unknown values are names of other objects. */
function plain(value: Value): unknown {
  if (isUnknown(value)) return "generated";
  if (isSecret(value)) return plain(value.value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value as Properties).map(([name, member]) => [name, plain(member)]));
}

const objectsOf = (stack: StackPlan) => stack.resources.filter(({ type }) => type.startsWith("kubernetes:"));

/** The properties whose empty or zero values the API server stores, because they have no default value or another one. */
const STORED_EMPTY_VALUES = new Set([
  ...["automountServiceAccountToken", "enableServiceLinks", "allowPrivilegeEscalation", "suspend"],
  ...["emptyDir", "podSelector", "service", "replicas", "maxUnavailable", "maxSurge", "backoffLimit"],
  ...["tolerationSeconds", "stabilizationWindowSeconds", "terminationGracePeriodSeconds"],
]);

/** Returns the paths of values that the API server does not store. A later comparison would show them as differences. */
function droppedValues(value: unknown, path: readonly string[] = []): string[] {
  const name = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value);
    if (members.length === 0) return STORED_EMPTY_VALUES.has(name) ? [] : [path.join(".")];
    return members.flatMap(([key, member]) => droppedValues(member, [...path, key]));
  }
  const isEmpty = value === "" || value === 0 || value === false || value === null || value === undefined;
  return isEmpty && !STORED_EMPTY_VALUES.has(name) ? [path.join(".")] : [];
}

/** The values of labels, files, and arguments may be empty, because they are elements of a map or list. */
const isMember = (path: string) =>
  /\.(?:labels|annotations|matchLabels|data|nodeSelector)\.|\.args\.\d+$/.test(`.${path}`);

/** Returns the first findings, because one fault usually has many. */
function findingsOf(stack: StackPlan): string {
  try {
    expectNoFindings(stack, { preset: "strict" });
    return "";
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split("\n").slice(0, 10).join("\n");
  }
}

describe.each(KINDS)("each of many generated workloads of the kind %s", (kind) => {
  it(
    "is valid, has no findings with the strict preset, and does not change in a second preview",
    async () => {
      const property = fc.asyncProperty(stacksOf(kind), async (args) => {
        const first = await deployed(create(args));
        const objects = objectsOf(first);
        expect(objects.flatMap(schemaErrors)).toEqual([]);
        const dropped = objects.flatMap(({ inputs }) => droppedValues(plain(inputs)));
        expect(dropped.filter((path) => !isMember(path))).toEqual([]);
        expect(findingsOf(first)).toBe("");
        const { plan } = await deployed(create(args), exportState(first.plan));
        expect(plan.steps.filter(({ operation }) => operation !== "same")).toEqual([]);
      });
      // Shrinking would take longer than the test.
      await fc.assert(property, { numRuns, endOnFailure: true });
    },
    numRuns * 120_000,
  );
});
