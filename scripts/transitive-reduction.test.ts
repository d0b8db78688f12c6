import { transitiveReduction } from "./transitive-reduction";

describe("transitiveReduction", () => {
  it("removes an edge that a path implies", () => {
    const path = [
      ["service", "rule"],
      ["rule", "group"],
    ] as const;
    expect(transitiveReduction([...path, ["service", "group"]])).toEqual(path);
  });

  it("keeps parallel paths of the same length", () => {
    const diamond = [
      ["a", "b"],
      ["a", "c"],
      ["b", "d"],
      ["c", "d"],
    ] as const;
    expect(transitiveReduction(diamond)).toEqual(diamond);
  });

  it("keeps every node of a cycle reachable", () => {
    const cycle = [
      ["a", "b"],
      ["b", "a"],
    ] as const;
    expect(transitiveReduction(cycle)).toEqual(cycle);
  });
});
