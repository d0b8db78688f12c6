import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as aws from "../packages/components/src/aws";
import * as kubernetes from "../packages/components/src/kubernetes";
import { documentedComponents } from "./component-declarations";
import { componentPages, previewedComponents } from "./components-page";
import { expectGenerated } from "./generated-file";

const components = documentedComponents().filter(({ name }) => name in aws || name in kubernetes);

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

it("documents inherited arguments and the arguments of nested interfaces", () => {
  const workload = components.find(({ name }) => name === "Workload");
  const argumentsOf = (type: string) =>
    workload?.argumentTypes.find(({ name }) => name === type)?.properties.map(({ name }) => name);
  expect(argumentsOf("WorkloadArgs")).toEqual(expect.arrayContaining(["kind", "image", "secretEnvironment"]));
  expect(argumentsOf("WorkloadSidecarArgs")).toEqual(expect.arrayContaining(["probes", "image"]));
  expect(argumentsOf("WorkloadHttpProbe")).toContain("path");
});
