import { expectGeneratedSection } from "./generated-file";
import { foldersOf, moduleDiagrams, readModuleTable } from "./module-diagram";

const table = readModuleTable();

describe("docs/architecture.md", () => {
  it("shows the packages and their layers", () => {
    expectGeneratedSection("docs/architecture.md", "modules", moduleDiagrams(table));
  });
});

describe("scripts/module-layers.json", () => {
  it.each(Object.entries(table.layers))("lists every folder of %s", (name, folders) => {
    expect([...foldersOf(name)].sort()).toEqual([...folders].sort());
  });
});
