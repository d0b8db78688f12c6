import { expectGeneratedSection } from "./generated-file";
import { layerExists, moduleDiagrams, readModuleTable } from "./module-diagram";

const table = readModuleTable();

describe("docs/architecture.md", () => {
  it("shows the packages and their layers", () => {
    expectGeneratedSection("docs/architecture.md", "modules", moduleDiagrams(table));
  });
});

describe("scripts/module-layers.json", () => {
  it.each(Object.entries(table.layers))("lists only existing folders and files of %s", (name, layers) => {
    expect(layers.filter((layer) => !layerExists(name, layer))).toEqual([]);
  });
});
