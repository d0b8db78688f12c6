import { goal, inputs, plan, shown, stateOf, urnOf } from "../../test/planning";

describe("what is no longer in the program", () => {
  it("is deleted, dependents first", () => {
    const state = stateOf({ name: "a" }, { name: "b", dependencies: [urnOf("a")] }, { name: "c" });
    expect(shown(plan(state, goal({ name: "c" })))).toEqual(["same c", "delete b", "delete a"]);
  });

  it("is not deleted while it is protected", () => {
    const planned = plan(stateOf({ name: "a", protect: true }));
    expect(shown(planned)).toEqual(["delete a"]);
    expect(planned.reports).toEqual([expect.stringMatching(/^error: .* cannot be deleted because it is protected/)]);
  });

  it("but waits to be made anew, is made when it is registered again", () => {
    const state = stateOf({ name: "a", pendingReplacement: true });
    const again = goal({ name: "a", options: { deleteBeforeReplace: true } });
    expect(shown(plan(state, again))).toEqual(["replace a", "create-replacement a"]);
  });

  it("is cleared away when it was replaced or deleted before", () => {
    const state = stateOf({ name: "a", delete: true }, { name: "b", pendingReplacement: true }, { name: "a" });
    expect(shown(plan(state, goal({ name: "a" })))).toEqual([
      "same a",
      "remove-pending-replace b",
      "delete-replaced a",
    ]);
  });
});

describe("a protected resource", () => {
  it("is not replaced", () => {
    const state = stateOf({ name: "a", protect: true, inputs: { name: "x" } });
    const changed = goal({ name: "a", inputs: inputs({ name: "y" }), options: { protect: true } });
    expect(plan(state, changed).reports).toEqual([expect.stringMatching(/^error: unable to replace .*protected/)]);
    // Taking the protection away and replacing may go together.
    expect(plan(state, { ...changed, options: {} }).reports).toEqual([]);
    // So may replacing and protecting.
    const open = stateOf({ name: "a", inputs: { name: "x" } });
    expect(plan(open, changed).reports).toEqual([]);
  });

  it("does not go with one that is deleted first", () => {
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

describe("what depends on something that is deleted first", () => {
  it("may have inputs called like what every object has", () => {
    const odd = JSON.parse('{ "__proto__": "x", "constructor": "y" }') as object;
    const state = stateOf({ name: "a", inputs: { name: "x" } }, { name: "b", inputs: odd, dependencies: [urnOf("a")] });
    const first = goal({ name: "a", inputs: inputs({ name: "y" }), options: { deleteBeforeReplace: true } });
    expect(shown(plan(state, first))).toEqual([
      "delete-replaced a",
      "replace a (name)",
      "create-replacement a (name)",
      "delete b",
    ]);
  });
});
