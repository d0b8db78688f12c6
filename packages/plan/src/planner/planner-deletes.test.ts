import { goal, inputs, plan, shown, stateOf, urnOf } from "../../test/planning";

describe("the planner, for a resource that is not registered", () => {
  it("deletes it after its dependents", () => {
    const state = stateOf({ name: "a" }, { name: "b", dependencies: [urnOf("a")] }, { name: "c" });
    expect(shown(plan(state, goal({ name: "c" })))).toEqual(["same c", "delete b", "delete a"]);
  });

  it("reports an error if it is protected", () => {
    const planned = plan(stateOf({ name: "a", protect: true }));
    expect(shown(planned)).toEqual(["delete a"]);
    expect(planned.reports).toEqual([expect.stringMatching(/^error: .* cannot be deleted because it is protected/)]);
  });

  it("recreates it if its replacement was pending", () => {
    const state = stateOf({ name: "a", pendingReplacement: true });
    const again = goal({ name: "a", options: { deleteBeforeReplace: true } });
    expect(shown(plan(state, again))).toEqual(["replace a", "create-replacement a"]);
  });

  it("removes it if an earlier run replaced or deleted it", () => {
    const state = stateOf({ name: "a", delete: true }, { name: "b", pendingReplacement: true }, { name: "a" });
    expect(shown(plan(state, goal({ name: "a" })))).toEqual([
      "same a",
      "remove-pending-replace b",
      "delete-replaced a",
    ]);
  });
});

describe("the planner, for a protected resource", () => {
  it("reports an error instead of replacing it", () => {
    const state = stateOf({ name: "a", protect: true, inputs: { name: "x" } });
    const changed = goal({ name: "a", inputs: inputs({ name: "y" }), options: { protect: true } });
    expect(plan(state, changed).reports).toEqual([expect.stringMatching(/^error: unable to replace .*protected/)]);
    // One deployment can remove the protection and replace the resource.
    expect(plan(state, { ...changed, options: {} }).reports).toEqual([]);
    // One deployment can also replace a resource and protect it.
    const unprotected = stateOf({ name: "a", inputs: { name: "x" } });
    expect(plan(unprotected, changed).reports).toEqual([]);
  });

  it("reports an error if a dependency is deleted first", () => {
    const state = stateOf(
      { name: "a", inputs: { name: "x" } },
      { name: "b", protect: true, inputs: { name: "a" }, propertyDependencies: { name: [urnOf("a")] } },
    );
    const first = goal({ name: "a", inputs: inputs({ name: "y" }), options: { deleteBeforeReplace: true } });
    expect(() => plan(state, first)).toThrow(
      /unable to replace resource .*::b as part of replacing .*::a: it is protected/,
    );
  });
});

describe("the planner, for dependents of a resource that is deleted first", () => {
  it("handles inputs with the names of Object.prototype members", () => {
    const hostile = JSON.parse('{ "__proto__": "x", "constructor": "y" }') as object;
    const state = stateOf(
      { name: "a", inputs: { name: "x" } },
      { name: "b", inputs: hostile, dependencies: [urnOf("a")] },
    );
    const first = goal({ name: "a", inputs: inputs({ name: "y" }), options: { deleteBeforeReplace: true } });
    expect(shown(plan(state, first))).toEqual([
      "delete-replaced a",
      "replace a (name)",
      "create-replacement a (name)",
      "delete b",
    ]);
  });
});
