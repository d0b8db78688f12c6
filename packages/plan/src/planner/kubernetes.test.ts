import { valueFromData } from "../documents/plain-data";
import { Planner } from "./planner";
import { goal, inputs, urnOf } from "../../test/planning";
import type { Properties } from "../model/value";
import type { ResourceOptions } from "../model/plan";
import { readStateDocument } from "../state/state";

const PROVIDER_TYPE = "pulumi:providers:kubernetes";
const PROVIDER = urnOf("cluster", PROVIDER_TYPE);
const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
const SECRET = "kubernetes:core/v1:Secret";
const POD = "kubernetes:core/v1:Pod";
const RELEASE = "kubernetes:helm.sh/v3:Release";

const given = (data: object) => valueFromData(data) as Properties;

interface Run {
  readonly type: string;
  /** The inputs in the state, and the provider's inputs there. */
  readonly state: { readonly inputs: object; readonly provider?: object; readonly outputs?: object };
  readonly program: { readonly inputs: object; readonly provider?: object; readonly options?: ResourceOptions };
  readonly environment?: Readonly<Record<string, string>>;
}

/** Plans a run with one Kubernetes provider and one resource, and returns the resource's last step. */
function planned({ type, state, program, environment = {} }: Run) {
  const reports: string[] = [];
  const stored = [
    { urn: PROVIDER, type: PROVIDER_TYPE, custom: true, id: "p1", inputs: state.provider ?? {} },
    { ...state, urn: urnOf("it", type), type, custom: true, id: "it", provider: `${PROVIDER}::p1` },
  ].map((resource) => ({ ...resource, protect: program.options?.protect }));
  const planner = new Planner({
    stack: "dev",
    project: "shop",
    state: readStateDocument({ version: 3, deployment: { resources: stored } }, "state.json"),
    environment,
    report: (severity, message) => reports.push(`${severity}: ${message}`),
  });
  planner.register({
    ...goal({ name: "cluster", type: PROVIDER_TYPE, inputs: given(program.provider ?? {}) }),
    provider: undefined,
  });
  const outcome = planner.register(
    goal({ name: "it", type, provider: PROVIDER, inputs: given(program.inputs), options: program.options ?? {} }),
  );
  const steps = planner.steps.filter((step) => step.type === type);
  const assumed = planner.assumedUnchanged.map(({ path }) => path);
  return { outcome, reports, assumed, operations: steps.map(({ operation }) => operation), step: steps.at(-1) };
}

const claim = (metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata,
  spec: { accessModes: ["ReadWriteOnce"] },
});
const secret = (members: object) => ({ apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, ...members });
const pod = (...containers: readonly object[]) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "p" },
  spec: { containers },
});

describe("the planner, for the namespace of a Kubernetes object", () => {
  const inProvider = { namespace: "apps" };

  it("keeps an object whose namespace the provider set", () => {
    const state = { inputs: claim({ name: "data", namespace: "apps" }), provider: inProvider };
    const options = { protect: true };
    const { operations, outcome, reports } = planned({
      type: CLAIM,
      state,
      program: { inputs: claim({ name: "data" }), provider: inProvider, options },
    });
    expect({ operations, reports }).toEqual({ operations: ["same"], reports: [] });
    expect(outcome.inputs.metadata).toEqual({ name: "data", namespace: "apps" });
  });

  it("replaces an object if the provider gets a namespace", () => {
    const { operations, step } = planned({
      type: CLAIM,
      state: { inputs: claim({ name: "data" }) },
      program: { inputs: claim({ name: "data" }), provider: inProvider },
    });
    expect(operations).toEqual(["create-replacement", "replace"]);
    expect(step?.replaceKeys).toEqual(["metadata"]);
  });

  it.each([
    ["written out", {}, { namespace: "default" }],
    ["no longer written out", { namespace: "default" }, {}],
  ])("keeps an object whose default namespace is %s", (_, before, now) => {
    const run = { type: CLAIM, state: { inputs: claim({ name: "data", ...before }) } };
    expect(planned({ ...run, program: { inputs: claim({ name: "data", ...now }) } }).operations).toEqual(["same"]);
  });

  it("reports a possible replacement if the namespace depends on the environment", () => {
    const state = { inputs: claim({ name: "data", namespace: "apps" }) };
    const { operations, step } = planned({ type: CLAIM, state, program: { inputs: claim({ name: "data" }) } });
    expect(operations).toEqual(["update"]);
    expect(step?.mayReplaceKeys).toEqual(["metadata"]);
  });

  it("deletes an object first if it keeps its name and the provider's namespace", () => {
    const { operations } = planned({
      type: CLAIM,
      state: { inputs: claim({ name: "data", namespace: "apps" }), provider: inProvider },
      program: {
        inputs: { ...claim({ name: "data" }), spec: { accessModes: ["ReadOnlyMany"] } },
        provider: inProvider,
      },
    });
    expect(operations).toEqual(["delete-replaced", "replace", "create-replacement"]);
  });
});

describe("the planner, for the data of a Kubernetes Secret", () => {
  const state = { inputs: secret({ data: { a: "MQ==" } }) };
  const program = (value: string, provider = {}) => ({ inputs: secret({ stringData: { a: value } }), provider });

  it("keeps a Secret whose string data the provider encoded", () => {
    expect(planned({ type: SECRET, state, program: program("1") }).operations).toEqual(["same"]);
  });

  it("replaces a Secret whose data changes", () => {
    const { operations, step } = planned({ type: SECRET, state, program: program("2") });
    expect(operations).toEqual(["delete-replaced", "replace", "create-replacement"]);
    expect(step?.replaceKeys).toEqual(["data"]);
  });

  it.each([
    ["provider", { enableSecretMutable: "true" }, {}],
    ["environment", {}, { PULUMI_K8S_ENABLE_SECRET_MUTABLE: "true" }],
  ])("updates a Secret if the %s makes Secrets mutable", (_, provider, environment) => {
    const { operations, step } = planned({ type: SECRET, state, program: program("2", provider), environment });
    expect(operations).toEqual(["update"]);
    expect(step?.mayReplaceKeys).toBeUndefined();
  });

  it("assumes that an unreadable Secret is unchanged", () => {
    const hidden = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"[secret]"' };
    const { operations, assumed } = planned({
      type: SECRET,
      state: { inputs: secret({ data: hidden }) },
      program: program("2"),
    });
    expect(operations).toEqual(["same"]);
    expect(assumed).toEqual(["data"]);
  });
});

describe("the planner, for a Kubernetes object", () => {
  it.each([
    ["replaces a Pod that gets a container", [{ name: "b", image: "b" }], ["delete-replaced", "replace"]],
    ["updates a Pod that gets a container without an image", [{ name: "b" }], ["update"]],
  ])("%s", (_, added, operations) => {
    const container = { name: "a", image: "a" };
    const run = planned({
      type: POD,
      state: { inputs: pod(container) },
      program: { inputs: pod(container, ...added) },
    });
    expect(run.operations.slice(0, 2)).toEqual(operations);
  });

  it("compares the program with the object in the cluster", () => {
    const live = { __inputs: {}, ...pod({ name: "a", image: "other", imagePullPolicy: "Always" }) };
    const state = { inputs: pod({ name: "a", image: "a" }), outputs: live };
    const program = { inputs: pod({ name: "a", image: "a" }) };
    expect(planned({ type: POD, state, program }).step?.replaceKeys).toEqual(["spec"]);
    const options = { ignoreChanges: ["spec.containers[0].image"] };
    expect(planned({ type: POD, state, program: { ...program, options } }).operations).toEqual(["same"]);
  });

  it("keeps a Helm release that the provider completed", () => {
    const defaults = { atomic: false, description: "", timeout: 300, values: {}, version: "1.2.3" };
    const state = { inputs: { chart: "web", name: "it-1", namespace: "default", ...defaults } };
    const run = planned({ type: RELEASE, state, program: { inputs: { chart: "web" } } });
    expect(run.operations).toEqual(["same"]);
    expect(run.outcome.inputs).toMatchObject(inputs({ name: "it-1", version: "1.2.3" }));
  });
});

describe("the planner, for the dependents of a Kubernetes object", () => {
  it("deletes a Secret first whose data depends on a replaced object", () => {
    const stored = (name: string, type: string, object: object, rest: object = {}) => {
      return {
        urn: urnOf(name, type),
        type,
        custom: true,
        id: name,
        provider: `${PROVIDER}::p1`,
        inputs: object,
        ...rest,
      };
    };
    const resources = [
      { urn: PROVIDER, type: PROVIDER_TYPE, custom: true, id: "p1", inputs: {} },
      stored("claim", CLAIM, claim({ name: "data" })),
      stored("secret", SECRET, secret({ data: { a: "MQ==" } }), {
        dependencies: [urnOf("claim", CLAIM)],
        propertyDependencies: { data: [urnOf("claim", CLAIM)] },
      }),
    ];
    const planner = new Planner({
      stack: "dev",
      project: "shop",
      state: readStateDocument({ version: 3, deployment: { resources } }, "state.json"),
      report: () => undefined,
    });
    planner.register({ ...goal({ name: "cluster", type: PROVIDER_TYPE }), provider: undefined });
    const changed = given({ ...claim({ name: "data" }), spec: { accessModes: ["ReadOnlyMany"] } });
    planner.register(goal({ name: "claim", type: CLAIM, provider: PROVIDER, inputs: changed }));
    expect(planner.steps.map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1) ?? ""}`)).toEqual([
      "same cluster",
      "delete-replaced secret",
      "delete-replaced claim",
      "replace claim",
      "create-replacement claim",
    ]);
  });
});
