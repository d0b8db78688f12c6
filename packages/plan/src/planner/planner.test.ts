import { isUnknown, makeSecret, UNKNOWN, type Value } from "../model/value";
import { Planner } from "./planner";
import { facts, goal, inputs, plan, shown, stateOf, urnOf } from "../../test/planning";

describe("the planner without a prior state", () => {
  it("creates or imports every resource", () => {
    const planned = plan(undefined, goal({ name: "a" }), goal({ name: "b", options: { importId: "b-1" } }));
    expect(shown(planned)).toEqual(["create a", "import b"]);
    expect(planned.planner.priorState).toBe("none");
  });
});

describe("the planner, for a resource in the prior state", () => {
  it("keeps an unchanged resource with its outputs", () => {
    const state = stateOf({ name: "a", inputs: { delay: 1 }, outputs: { delay: 1, arn: "arn:a" } });
    const planner = new Planner({ stack: "dev", project: "shop", state, facts, report: () => undefined });
    const outcome = planner.register(goal({ name: "a", inputs: inputs({ delay: 1 }) }));
    expect(outcome).toMatchObject({ effect: "none", id: "a", outputs: { delay: 1, arn: "arn:a" } });
    expect(planner.steps).toMatchObject([{ operation: "same", predicted: true }]);
  });

  it("updates a resource and keeps unaffected outputs", () => {
    const state = stateOf({ name: "a", inputs: { delay: 1, gone: 2 }, outputs: { delay: 1, gone: 2, arn: "arn:a" } });
    const planner = new Planner({ stack: "dev", project: "shop", state, facts, report: () => undefined });
    const outcome = planner.register(goal({ name: "a", inputs: inputs({ delay: UNKNOWN }) }));
    expect(outcome).toMatchObject({ effect: "update", id: "a" });
    expect({ ...outcome.outputs }).toEqual({ arn: "arn:a", delay: UNKNOWN });
    expect(planner.steps).toMatchObject([{ operation: "update", diffKeys: ["delay", "gone"] }]);
  });

  it("keeps the members that the provider computed within an updated object, but not in arrays", () => {
    const old = { vpc: { open: true, gone: 1 }, rules: [{ port: 1 }] };
    const outputs = { vpc: { open: true, gone: 1, groupId: "sg-1" }, rules: [{ port: 1, id: "r-1" }] };
    const state = stateOf({ name: "a", inputs: old, outputs });
    const planner = new Planner({ stack: "dev", project: "shop", state, facts, report: () => undefined });
    const outcome = planner.register(
      goal({ name: "a", inputs: inputs({ vpc: inputs({ open: false }), rules: [inputs({ port: 2 })] }) }),
    );
    expect(JSON.parse(JSON.stringify(outcome.outputs))).toEqual({
      vpc: { open: false, groupId: "sg-1" },
      rules: [{ port: 2 }],
    });
  });

  it("replaces a resource if a property forces it, with unknown outputs", () => {
    const planned = plan(
      stateOf({ name: "a", inputs: { name: "x" } }),
      goal({ name: "a", inputs: inputs({ name: "y" }) }),
    );
    expect(shown(planned)).toEqual(["create-replacement a (name)", "replace a (name)", "delete-replaced a"]);
  });

  it("reports a property without a fact as a possible replacement", () => {
    const { planner } = plan(
      stateOf({ name: "a", inputs: { color: 1 } }),
      goal({ name: "a", inputs: inputs({ color: 2 }) }),
    );
    expect(planner.steps.at(-1)).toMatchObject({ operation: "update", mayReplaceKeys: ["color"] });
  });

  it("replaces a resource if an input in replaceOnChanges changes", () => {
    const state = stateOf({ name: "a", inputs: { tags: { team: "x", env: "p" } } });
    const options = { replaceOnChanges: ["tags.team"] };
    const tags = (team: string, env: string) => inputs({ tags: inputs({ team, env }) });
    expect(shown(plan(state, goal({ name: "a", options, inputs: tags("y", "p") })))[0]).toBe(
      "create-replacement a (tags)",
    );
    expect(shown(plan(state, goal({ name: "a", options, inputs: tags("x", "q") })))).toEqual(["update a"]);
  });

  it.each<[string, Value | undefined, Value | undefined, string]>([
    ["that changed", 1, 2, "create-replacement a"],
    ["that is unknown", 1, UNKNOWN, "create-replacement a"],
    ["that is the same secret", 1, makeSecret(1), "same a"],
    ["that is new", undefined, 1, "same a"],
    ["that is new and unknown", undefined, UNKNOWN, "create-replacement a"],
    ["that is gone", 1, undefined, "same a"],
  ])("handles a replacement trigger %s", (_, before, now, first) => {
    const state = stateOf({ name: "a", replacementTrigger: before });
    const options = now === undefined ? {} : { replacementTrigger: now };
    expect(shown(plan(state, goal({ name: "a", options })))[0]).toBe(first);
  });

  it("deletes a resource and its replaced dependents first for deleteBeforeReplace", () => {
    const state = stateOf(
      { name: "a", inputs: { name: "x" } },
      { name: "b", inputs: { name: "a" }, dependencies: [urnOf("a")], propertyDependencies: { name: [urnOf("a")] } },
      { name: "c", inputs: { delay: "a" }, dependencies: [urnOf("a")], propertyDependencies: { delay: [urnOf("a")] } },
      { name: "d", inputs: { name: "d" }, dependencies: [urnOf("a")] },
      { name: "e", deletedWith: urnOf("a") },
    );
    const planned = plan(
      state,
      goal({ name: "a", inputs: inputs({ name: "y" }), options: { deleteBeforeReplace: true } }),
      goal({ name: "b", inputs: inputs({ name: UNKNOWN }) }),
      goal({ name: "c", inputs: inputs({ delay: UNKNOWN }) }),
      goal({ name: "d", inputs: inputs({ name: "d" }) }),
    );
    expect(shown(planned)).toEqual([
      "delete-replaced e",
      "delete-replaced b",
      "delete-replaced a",
      "replace a (name)",
      "create-replacement a (name)",
      "replace b",
      "create-replacement b (name)",
      "update c",
      "same d",
      // It was deleted with the others, and the program does not register it again.
      "remove-pending-replace e",
    ]);
  });

  it("replaces a resource together with the one it is bound to", () => {
    const state = stateOf({ name: "a", inputs: { name: "x" } }, { name: "b" }, { name: "c" });
    const planned = plan(
      state,
      goal({ name: "a", inputs: inputs({ name: "y" }) }),
      goal({ name: "b", options: { replaceWith: [urnOf("a")] } }),
      goal({ name: "c", options: { deletedWith: urnOf("a") } }),
    );
    expect(shown(planned)).toContain("create-replacement b (replaceWith)");
    expect(shown(planned)).toContain("create-replacement c (deletedWith)");
  });

  it("updates a resource whose initialization failed", () => {
    expect(shown(plan(stateOf({ name: "a", initErrors: ["timeout"] }), goal({ name: "a" })))).toEqual(["update a"]);
  });

  it("resets ignored changes and reports paths that cannot be ignored", () => {
    const state = stateOf({ name: "a", inputs: { delay: 1, tags: { x: 1 } } });
    const ignoring = goal({ name: "a", inputs: inputs({ delay: 2 }), options: { ignoreChanges: ["delay", "tags.x"] } });
    const planned = plan(state, ignoring);
    expect(planned.planner.steps.at(-1)).toMatchObject({ operation: "update", diffKeys: ["tags", "tagsAll"] });
    expect(planned.reports).toEqual(['info: cannot ignore changes in added or removed elements of the path: "tags.x"']);
  });

  it("assumes that unreadable secrets are unchanged", () => {
    const masked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };
    const state = stateOf({ name: "a", inputs: { password: masked } });
    const planned = plan(state, goal({ name: "a", inputs: inputs({ password: makeSecret("x") }) }));
    expect(shown(planned)).toEqual(["same a"]);
    expect(planned.planner.assumedUnchanged).toEqual([{ urn: urnOf("a"), path: "password" }]);
  });

  it("lists an unreadable secret also if another property changes, and compares readable ones", () => {
    const masked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };
    const readable = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"x"' };
    const state = stateOf({ name: "a", inputs: { nested: { passwords: [masked] }, delay: 1, token: readable } });
    const changed = { nested: inputs({ passwords: ["x"] }), delay: 2, token: makeSecret("y") };
    const planned = plan(state, goal({ name: "a", inputs: inputs(changed) }));
    expect(planned.planner.steps.at(-1)).toMatchObject({ operation: "update", diffKeys: ["delay", "token"] });
    expect(planned.planner.assumedUnchanged).toEqual([{ urn: urnOf("a"), path: "nested.passwords[0]" }]);
  });
});

describe("the planner, for a resource with aliases", () => {
  it("finds the resource by its alias", () => {
    const planned = plan(stateOf({ name: "old" }), goal({ name: "new", aliases: [{ name: "old" }] }));
    expect(shown(planned)).toEqual(["same new"]);
    expect(planned.planner.steps.at(-1)?.old?.urn).toBe(urnOf("old"));
  });

  it("rejects two resources with the same alias", () => {
    const conflicting = [
      goal({ name: "one", aliases: [{ name: "old" }] }),
      goal({ name: "two", aliases: [{ name: "old" }] }),
    ];
    expect(() => plan(stateOf({ name: "old" }), ...conflicting)).toThrow(/Duplicate resource alias .*::old'/);
  });

  it("rejects an alias of a registered resource", () => {
    const both = [goal({ name: "old" }), goal({ name: "new", aliases: [{ name: "old" }] })];
    expect(() => plan(stateOf({ name: "old" }), ...both)).toThrow(/Duplicate resource alias/);
    expect(() => plan(stateOf({ name: "old" }), ...both.reverse())).toThrow(/Duplicate resource URN/);
  });
});

describe("the planner, for an existing resource", () => {
  it("replaces a managed resource with an imported one", () => {
    const planned = plan(stateOf({ name: "a" }), goal({ name: "a", options: { importId: "other" } }));
    expect(shown(planned)).toEqual(["import-replacement a", "replace a", "delete-replaced a"]);
  });

  it("imports a resource only once", () => {
    const planned = plan(stateOf({ name: "a", importID: "a-1" }), goal({ name: "a", options: { importId: "a-1" } }));
    expect(shown(planned)).toEqual(["same a"]);
  });

  it("creates a resource that was only read before", () => {
    const planned = plan(stateOf({ name: "a", external: true }), goal({ name: "a" }));
    expect(shown(planned)).toEqual(["create-replacement a", "replace a", "delete-replaced a"]);
  });

  it.each([
    ["the same one", "a", ["read a"]],
    ["another one", "b", ["read-replacement a", "replace a", "delete-replaced a"]],
  ])("reads a resource that was managed before: %s", (_, id, steps) => {
    const planned = plan(stateOf({ name: "a" }));
    const planner = new Planner({
      stack: "dev",
      project: "shop",
      state: stateOf({ name: "a" }),
      facts,
      report: () => undefined,
    });
    planner.read(goal({ name: "a", external: true }), id);
    planner.finish();
    expect(shown({ ...planned, planner })).toEqual(steps);
  });
});

describe("the planner, for a provider", () => {
  const elsewhere = (region: string) =>
    goal({ name: "eu", type: "pulumi:providers:aws", provider: undefined, inputs: inputs({ region, name: region }) });

  it("replaces the resources of a replaced provider", () => {
    const eu = urnOf("eu", "pulumi:providers:aws");
    const state = stateOf(
      { name: "eu", urn: eu, type: "pulumi:providers:aws", provider: undefined, inputs: { region: "eu", name: "eu" } },
      { name: "a", provider: `${eu}::eu` },
    );
    expect(shown(plan(state, elsewhere("us"), goal({ name: "a", provider: eu })))[0]).toBe(
      "create-replacement a (provider)",
    );
    expect(shown(plan(state, elsewhere("eu"), goal({ name: "a", provider: eu })))).toEqual(["same a"]);
  });

  it("reports a possible replacement for a reconfigured provider", () => {
    const newer = "urn:pulumi:dev::shop::pulumi:providers:aws::default_8";
    const settings = inputs({ version: "8.0.0", color: "blue" });
    const provider = goal({ name: "default_8", type: "pulumi:providers:aws", provider: undefined, inputs: settings });
    const { planner } = plan(stateOf({ name: "a" }), provider, goal({ name: "a", provider: newer }));
    expect(planner.steps.find(({ urn }) => urn === urnOf("a"))).toMatchObject({
      operation: "update",
      diffKeys: ["provider"],
      mayReplaceKeys: ["provider"],
    });
  });

  it("keeps the resources of a renamed provider", () => {
    const newer = "urn:pulumi:dev::shop::pulumi:providers:aws::default_8";
    const provider = goal({ name: "default_8", type: "pulumi:providers:aws", provider: undefined });
    expect(shown(plan(stateOf({ name: "a" }), provider, goal({ name: "a", provider: newer })))).toEqual(["same a"]);
  });
});

describe("a provider that does not exist yet", () => {
  it("has an unknown ID, unlike other resources", () => {
    const planner = new Planner({ stack: "dev", project: "shop", facts, report: () => undefined });
    const provider = planner.register(goal({ name: "eu", type: "pulumi:providers:aws" }));
    expect(isUnknown(provider.id)).toBe(true);
    expect(planner.register(goal({ name: "a" })).id).toBeUndefined();
  });
});
