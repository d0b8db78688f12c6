import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as exported from "../packages/components/src/aws";
import { documentedComponents } from "./component-declarations";
import { componentPages, previewedComponents } from "./components-page";
import { expectGenerated } from "./generated-file";

const components = documentedComponents().filter(({ name }) => name in exported);

it("docs/components.md and its images are up to date", async () => {
  const pages = componentPages(components, await previewedComponents());
  for (const [path, content] of pages) expectGenerated(path, content);
  const images = readdirSync(join(__dirname, "..", "docs", "images", "components"));
  expect(images.filter((image) => !pages.has(`docs/images/components/${image}`))).toEqual([]);
});

it("documents every exported component and each of its arguments and outputs", () => {
  expect(components.length).toBeGreaterThan(0);
  const undocumented = components.flatMap(({ name, argumentTypes, properties }) =>
    [...properties, ...argumentTypes.flatMap((type) => type.properties)]
      .filter(({ text, type }) => text === "" && !type.startsWith('"'))
      .map((property) => `${name}: ${property.name}`),
  );
  expect(undocumented).toEqual([]);
});
