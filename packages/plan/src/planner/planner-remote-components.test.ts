import { makeUrn, UNKNOWN, type Urn } from "../model";
import { goal, inputs, plan, QUEUE, shown, stateOf, urnOf } from "../../test/planning";

const CLUSTER = "acme:index:Cluster";
const cluster = urnOf("main", CLUSTER);
const below = (parent: Urn, name: string, type = QUEUE): Urn => makeUrn("dev", "shop", parent, type, name);
const component = (name: string, parent?: Urn) => ({
  name,
  urn: urnOf(name, CLUSTER),
  type: CLUSTER,
  custom: false,
  id: undefined,
  provider: undefined,
  ...(parent === undefined ? {} : { parent }),
});
const remote = (name: string) => goal({ name, type: CLUSTER, custom: false, remote: true, provider: undefined });

describe("the planner, for a resource below a remote component", () => {
  const group = below(cluster, "group", "acme:index:Group");
  const child = below(group, "child");
  const state = (more: object = {}) =>
    stateOf(
      component("main"),
      { ...component("group", cluster), urn: group, type: "acme:index:Group" },
      { name: "child", urn: child, parent: group, ...more },
      { name: "a" },
    );

  it("has no step, because the component's plugin decides what happens to it", () => {
    const planned = plan(state(), remote("main"), goal({ name: "a" }));
    expect(shown(planned)).toEqual(["same a"]);
    expect(planned.planner.undeterminedResources).toEqual([group, child]);
  });

  it("reports no error if it is protected", () => {
    expect(plan(state({ protect: true }), remote("main"), goal({ name: "a" })).reports).toEqual([]);
  });

  it("is deleted if the program no longer registers the component", () => {
    const planned = plan(state(), goal({ name: "a" }));
    expect(shown(planned)).toEqual(["same a", "delete child"]);
    expect(planned.planner.undeterminedResources).toEqual([]);
  });

  it("is deleted if the component is now a local component", () => {
    const local = goal({ name: "main", type: CLUSTER, custom: false, provider: undefined });
    expect(shown(plan(state(), local, goal({ name: "a" })))).toEqual(["same a", "delete child"]);
  });

  it("has no step if an alias renames the component", () => {
    const planned = plan(state(), { ...remote("primary"), aliases: [{ name: "main" }] }, goal({ name: "a" }));
    expect(shown(planned)).toEqual(["same a"]);
    expect(planned.planner.undeterminedResources).toEqual([group, child]);
  });

  it("is deleted if an earlier run replaced it", () => {
    const planned = plan(state({ delete: true }), remote("main"), goal({ name: "a" }));
    expect(shown(planned)).toEqual(["same a", "delete-replaced child"]);
    expect(planned.planner.undeterminedResources).toEqual([group]);
  });

  it("is not replaced with a dependency that is registered after the component", () => {
    const bound = stateOf(
      component("main"),
      { name: "a", inputs: { name: "x" } },
      {
        name: "child",
        urn: below(cluster, "child"),
        parent: cluster,
        dependencies: [urnOf("a")],
        deletedWith: urnOf("a"),
      },
    );
    const first = goal({ name: "a", inputs: inputs({ name: "y" }), options: { deleteBeforeReplace: true } });
    expect(shown(plan(bound, remote("main"), first))).toEqual([
      "delete-replaced a",
      "replace a (name)",
      "create-replacement a (name)",
    ]);
  });
});

describe("the planner, for an input that comes from a remote component", () => {
  const state = stateOf(component("main"), {
    name: "a",
    inputs: { name: "vpc-1", tags: { zone: "z-1" } },
    outputs: { arn: "arn:a" },
  });
  const dependent = goal({
    name: "a",
    inputs: inputs({ name: UNKNOWN, tags: inputs({ zone: UNKNOWN }) }),
    propertyDependencies: { name: [cluster], tags: [cluster] },
  });

  it("assumes that the value is unchanged if the component is unchanged", () => {
    const planned = plan(state, remote("main"), dependent);
    expect(shown(planned)).toEqual(["same a"]);
    expect(planned.planner.assumedUnchanged).toEqual([
      { urn: urnOf("a"), path: "name" },
      { urn: urnOf("a"), path: "tags.zone" },
    ]);
  });

  it.each([
    ["the component changes", { ...remote("main"), inputs: inputs({ size: 2 }) }, dependent],
    ["the component is local", goal({ name: "main", type: CLUSTER, custom: false, provider: undefined }), dependent],
    [
      "it also comes from a new resource",
      remote("main"),
      { ...dependent, propertyDependencies: { name: [cluster, urnOf("new")], tags: [cluster] } },
    ],
  ])("treats the value as changed if %s", (_, first, second) => {
    const planned = plan(state, first, goal({ name: "new" }), second);
    expect(shown(planned)).toContain("replace a (name)");
  });
});
