import fc from "fast-check";
import type { Plan, Resource, ResourceOptions } from "../model/plan";
import { makeUrn, STACK_TYPE, type Urn } from "../model/urn";
import { propertyMap, makeSecret, UNKNOWN, type Value } from "../model/value";
import type { ReplacementFacts } from "../planner/replacement-facts";
import { parseSavedPlan, serializePlan } from "../saved-plan/saved-plan";
import { comparePlans, compareWithBase, type BaseOptions } from "./compare-with-base";

const RUNS = Number(process.env.ROADBED_FUZZ_RUNS ?? 200);
const STACK = makeUrn("dev", "shop", undefined, STACK_TYPE, "shop-dev");
const urnOf = (name: string, type = "x:i:T") => makeUrn("dev", "shop", STACK, type, name);

/** `cidr` and everything below `place` force replacement, `size` does not, and all other properties may. */
const facts: ReplacementFacts = {
  predictReplacement: (_, changed) => {
    const names = [...changed].map((path) => path.split(/[.[]/)[0]);
    if (names.includes("cidr") || names.includes("place")) return "always";
    return names.every((name) => name === "size") ? "never" : "possible";
  },
  deletesBeforeReplace: () => false,
};

interface Extra extends Partial<Omit<Resource, "inputs" | "options">> {
  readonly options?: ResourceOptions;
  /** Names of resources that an input refers to. */
  readonly refers?: Readonly<Record<string, readonly string[]>>;
}

function resource(name: string, inputs: Readonly<Record<string, Value>> = {}, extra: Extra = {}): Resource {
  const { refers = {}, ...rest } = extra;
  const type = rest.type ?? "x:i:T";
  const propertyDependencies = Object.fromEntries(
    Object.entries(refers).map(([property, names]) => [property, names.map((other) => urnOf(other))]),
  );
  return {
    urn: urnOf(name, type),
    type,
    name,
    custom: true,
    parent: STACK,
    inputs: propertyMap(Object.entries(inputs)),
    outputs: propertyMap(),
    dependencies: Object.values(propertyDependencies).flat(),
    propertyDependencies,
    options: {},
    ...rest,
  };
}

function plan(...resources: readonly Resource[]): Plan {
  return {
    engine: { name: "embedded", version: "3.248.0" },
    organization: "organization",
    project: "shop",
    stack: "dev",
    result: "succeeded",
    resources,
    steps: resources.map(({ urn, type }) => ({ operation: "create", urn, type })),
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}

/** Returns `operation name` with the properties that force it. */
function changes(head: Plan, base: Plan, options: BaseOptions = {}): string[] {
  return comparePlans(head, base, options, facts).steps.flatMap((step) => {
    if (step.operation.includes("-")) return [];
    const why = [step.replaceKeys ?? step.diffKeys ?? [], (step.mayReplaceKeys ?? []).map((key) => `${key}?`)].flat();
    return [[step.operation, step.urn.split("::").at(-1), ...why].join(" ")];
  });
}

const assumed = (head: Plan, base: Plan) =>
  comparePlans(head, base, {}, facts).gaps.assumedUnchanged?.map(({ urn, path }) => [urn, path]);

describe("compareWithBase", () => {
  it("returns predicted creates, updates, replacements, and deletes", () => {
    const base = plan(resource("a"), resource("b", { size: 1 }), resource("c", { cidr: "10/8" }), resource("d"));
    const head = plan(resource("a"), resource("b", { size: 2 }), resource("c", { cidr: "11/8" }), resource("e"));
    expect(changes(head, base)).toEqual(["same a", "update b size", "replace c cidr", "create e", "delete d"]);
    const compared = comparePlans(head, base, {}, facts);
    expect(compared.priorState).toBe("base");
    expect(compared.steps.find(({ operation }) => operation === "update")).toMatchObject({
      predicted: true,
      old: base.resources[1],
    });
  });

  it("deletes dependents first, with their former inputs", () => {
    const deleted = [resource("vpc"), resource("subnet", { vpc: UNKNOWN }, { refers: { vpc: ["vpc"] } })];
    const { steps } = comparePlans(plan(), plan(...deleted), {}, facts);
    expect(steps.map(({ operation, old }) => [operation, old])).toEqual([
      ["delete", deleted[1]],
      ["delete", deleted[0]],
    ]);
  });

  it("does not delete the base resources below a remote component", () => {
    const component = resource("group", {}, { custom: false, remote: true });
    const child = resource("child", {}, { parent: component.urn });
    const compared = comparePlans(plan(component), plan(component, child), {}, facts);
    expect(compared.steps.map(({ operation, urn }) => [operation, urn])).toEqual([["same", component.urn]]);
    expect(compared.gaps.undeterminedResources).toEqual([child.urn]);
  });

  it("lists changed properties that may force replacement", () => {
    expect(changes(plan(resource("a", { odd: 2 })), plan(resource("a", { odd: 1 })))).toEqual(["update a odd odd?"]);
  });

  it("finds resources by their aliases", () => {
    const head = plan(resource("new", { size: 1 }, { options: { aliases: [urnOf("old")] } }));
    expect(changes(head, plan(resource("old", { size: 1 })))).toEqual(["same new"]);
  });

  it("applies ignoreChanges and replaceOnChanges", () => {
    const base = plan(resource("a", { cidr: 1 }), resource("b", { size: 1 }));
    const head = plan(
      resource("a", { cidr: 2 }, { options: { ignoreChanges: ["cidr"] } }),
      resource("b", { size: 2 }, { options: { replaceOnChanges: ["size"] } }),
    );
    expect(changes(head, base)).toEqual(["same a", "replace b size"]);
  });

  it("deletes nothing if the program failed, unless it did not end early", () => {
    const head: Plan = { ...plan(resource("a")), result: "failed" };
    const base = plan(resource("a"), resource("b"));
    expect(changes(head, base)).toEqual(["same a"]);
    expect(changes({ ...head, endedEarly: true }, base)).toEqual(["same a"]);
    expect(changes({ ...head, endedEarly: false }, base)).toEqual(["same a", "delete b"]);
  });

  it("fails for the delete of a protected resource, as Pulumi's engine does", () => {
    const compared = comparePlans(plan(), plan(resource("a", {}, { options: { protect: true } })), {}, facts);
    expect(compared.result).toBe("failed");
    expect(compared.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining("cannot be deleted because it is protected"),
    ]);
  });

  it("fails if two resources have the same alias", () => {
    const options = { aliases: [urnOf("old")] };
    const head = plan(resource("a", {}, { options }), resource("b", {}, { options }));
    const compared = comparePlans(head, plan(resource("old")), {}, facts);
    expect(compared.result).toBe("failed");
    expect(compared.diagnostics[0]?.message).toMatch(/^Duplicate resource alias/);
  });
});

describe("compareWithBase, for unknown values", () => {
  const from = (name: string): Extra => ({ refers: { place: [name] } });

  it("assumes that a value with the same dependencies in both plans is unchanged", () => {
    const both = plan(resource("vpc"), resource("net", { place: [{ id: UNKNOWN }] }, from("vpc")));
    expect(changes(both, both)).toEqual(["same vpc", "same net"]);
    expect(assumed(both, both)).toEqual([[urnOf("net"), "place[0].id"]]);
  });

  it("assumes that a value is unchanged if its dependency was only renamed", () => {
    const base = plan(resource("vpc"), resource("net", { place: UNKNOWN }, from("vpc")));
    const renamed = resource("main", {}, { options: { aliases: [urnOf("vpc")] } });
    expect(changes(plan(renamed, resource("net", { place: UNKNOWN }, from("main"))), base)).toEqual([
      "same main",
      "same net",
    ]);
  });

  it.each<[string, Resource, Resource]>([
    ["only in the base", resource("net", { place: UNKNOWN }, from("vpc")), resource("net", { place: "eu" })],
    ["only in the head", resource("net", { place: "eu" }), resource("net", { place: UNKNOWN }, from("vpc"))],
    [
      "in both plans, but depends on different resources",
      resource("net", { place: UNKNOWN }, from("vpc")),
      resource("net", { place: UNKNOWN }, from("other")),
    ],
    [
      "and secret only in the base",
      resource("net", { place: makeSecret(UNKNOWN) }, from("vpc")),
      resource("net", { place: makeSecret("eu") }),
    ],
  ])("reports a change if the value is unknown %s", (_, before, now) => {
    const rest = [resource("vpc"), resource("other")];
    expect(changes(plan(...rest, now), plan(...rest, before)).at(-1)).toBe("replace net place");
    expect(assumed(plan(...rest, now), plan(...rest, before))).toEqual([]);
  });

  it("reports a change if a direct or indirect dependency is replaced", () => {
    const nets = [
      resource("net", { place: UNKNOWN }, from("vpc")),
      resource("host", { place: UNKNOWN }, from("net")),
      resource("disk", { size: UNKNOWN }, { refers: { size: ["host"] } }),
    ];
    const [before, now] = [1, 2].map((cidr) => plan(resource("vpc", { cidr }), ...nets));
    if (before === undefined || now === undefined) throw new Error("Expected two plans.");
    expect(changes(now, before)).toEqual([
      "replace vpc cidr",
      "replace net place",
      "replace host place",
      "update disk size",
    ]);
  });

  it("reports a change if a dependency is read with another ID", () => {
    const [before, now] = ["vpc-1", "vpc-2"].map((id) =>
      plan(resource("vpc", {}, { external: true, id }), resource("net", { place: UNKNOWN }, from("vpc"))),
    );
    if (before === undefined || now === undefined) throw new Error("Expected two plans.");
    expect(changes(now, before)).toEqual(["read vpc", "replace net place"]);
  });

  it("does not confuse a string with an unknown value", () => {
    const base = plan(resource("net", { place: UNKNOWN }));
    const stolen = comparePlans(plan(resource("net", { place: UNKNOWN })), base, {}, facts);
    expect(JSON.stringify(stolen)).not.toContain("unknown:");
  });

  it.each<[string, Value, Value, string]>([
    ["the same secret", makeSecret("hunter22"), makeSecret("hunter22"), "same db"],
    ["another secret", makeSecret("hunter22"), makeSecret("hunter23"), "replace db cidr"],
    ["a secret that is no longer secret", makeSecret("hunter22"), "plain", "replace db cidr"],
    ["a secret object", makeSecret({ a: "1", b: 2 }), makeSecret({ b: 2, a: "1" }), "same db"],
    ["a secret with an unknown part", makeSecret(["a", UNKNOWN]), makeSecret(["a", UNKNOWN]), "same db"],
    ["the same credential in a string", "postgres://u:hunter22@db", "postgres://u:hunter22@db", "same db"],
    ["another credential in a string", "postgres://u:hunter22@db", "postgres://u:hunter23@db", "replace db cidr"],
    ["the same configuration secret in a string", "key=app-key-1", "key=app-key-1", "same db"],
    ["another configuration secret in a string", "key=app-key-1", "key=app-key-2", "replace db cidr"],
  ])("compares %s with a saved plan", (_, before, after, change) => {
    const secrets = ["app-key-1", "app-key-2"];
    const saved = serializePlan(plan(resource("db", { cidr: before })), { secrets });
    const { plan: base, salt } = parseSavedPlan(saved, "base.json");
    expect(saved).not.toMatch(/hunter22|app-key/);
    expect(changes(plan(resource("db", { cidr: after })), base, { concealment: { salt, secrets } })).toEqual([change]);
  });
});

describe("compareWithBase, for a provider", () => {
  const provider = (name: string, region: string, extra: Extra = {}) =>
    resource(name, { region, version: extra.implicit === true ? name : "1" }, { type: "pulumi:providers:x", ...extra });
  const by = (name: string): Extra => ({ provider: urnOf(name, "pulumi:providers:x") });

  it.each<[string, Resource, Resource, string]>([
    ["another region", provider("eu", "eu"), provider("us", "us"), "update a provider provider?"],
    ["another name only", provider("eu", "eu"), provider("main", "eu"), "same a"],
    ["another version", provider("v1", "eu", { implicit: true }), provider("v2", "eu", { implicit: true }), "same a"],
    [
      "another default region",
      provider("v1", "eu", { implicit: true }),
      provider("v1", "us", { implicit: true }),
      "update a provider provider?",
    ],
  ])("predicts the effect of %s", (_, before, now, change) => {
    const compared = changes(
      plan(now, resource("a", {}, by(now.name))),
      plan(before, resource("a", {}, by(before.name))),
    );
    expect(compared).toContain(change);
  });

  it("does not report the deletion of a default provider", () => {
    expect(changes(plan(), plan(provider("v1", "eu", { implicit: true })))).toEqual([]);
  });
});

describe("compareWithBase, for arbitrary plans", () => {
  const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.constant(UNKNOWN));
  const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }).map((members) => propertyMap(Object.entries(members))),
      tie("value").map(makeSecret),
    ),
  })).value;
  const inputs = fc.dictionary(fc.oneof(fc.constant("__proto__"), fc.string()), value, { maxKeys: 4 });
  const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"));
  const plans = names.chain((chosen) =>
    fc
      .array(inputs, { minLength: chosen.length, maxLength: chosen.length })
      .map((inputSets) =>
        plan(...chosen.map((name, index) => resource(name, inputSets[index], { custom: name !== "e" }))),
      ),
  );
  const urns = (compared: Plan): Urn[] => compared.steps.map(({ urn }) => urn).sort();

  it("reports no changes between a plan and itself", () => {
    fc.assert(
      fc.property(plans, (generated) => {
        const compared = compareWithBase(generated, generated);
        expect(compared.steps.map(({ operation }) => operation)).toEqual(generated.resources.map(() => "same"));
      }),
      { numRuns: RUNS },
    );
  });

  it("reports no changes between a plan and its saved version", () => {
    fc.assert(
      fc.property(plans, inputs, (resources, outputs) => {
        const generated: Plan = { ...resources, outputs: propertyMap(Object.entries(outputs)) };
        const { plan: base, salt } = parseSavedPlan(serializePlan(generated), "base.json");
        const compared = compareWithBase(generated, base, { concealment: { salt, secrets: [] } });
        expect(compared.outputChanges).toEqual([]);
        expect(compared.steps.map(({ operation }) => operation)).toEqual(generated.resources.map(() => "same"));
      }),
      { numRuns: RUNS },
    );
  });

  it("returns steps for exactly the resources of both plans", () => {
    fc.assert(
      fc.property(plans, plans, (head, base) => {
        const noReplacements: ReplacementFacts = {
          predictReplacement: () => "never",
          deletesBeforeReplace: () => false,
        };
        const compared = comparePlans(head, base, {}, noReplacements);
        const expected = new Set([...head.resources, ...base.resources].map(({ urn }) => urn));
        expect(urns(compared)).toEqual([...expected].sort());
      }),
      { numRuns: RUNS },
    );
  });
});
