import { previewFiles, removeFiles } from "../../test/program";

afterAll(removeFiles);

/** Returns the files of a program in ES modules with a class `Thing` in thing.mjs. */
const modules = (files: Readonly<Record<string, string>>, options: readonly string[] = []) => ({
  "Pulumi.yaml": ["name: sample", "runtime:", "  name: nodejs", ...options].join("\n"),
  "package.json": JSON.stringify({ name: "sample", type: "module", main: "index.mjs" }),
  "thing.mjs": `import * as pulumi from "@pulumi/pulumi";
export class Thing extends pulumi.CustomResource {
  constructor(name) { super("test:index:Thing", name); }
}
`,
  ...files,
});

/** Returns the source position of each resource by its name. */
async function positionsIn(files: Readonly<Record<string, string>>, options: { sdkPatches?: boolean } = {}) {
  const { resources } = await previewFiles(files, options);
  return Object.fromEntries(
    resources.flatMap(({ name, type, source }) => (type === "test:index:Thing" ? [[name, source]] : [])),
  );
}

describe("the source position of a resource in an ES module", () => {
  const FILES = modules({
    "index.mjs": `import { Thing } from "./thing.mjs";
import { make } from "./a b%20(c)/make.mjs";
new Thing("top");
["callback"].map((name) => new Thing(name));
make("function");
await Promise.resolve();
new Thing("after-await");
`.replace("%20", "%2520"),
    "a b%20(c)/make.mjs": `import { Thing } from "../thing.mjs";\n\nexport const make = (name) => new Thing(name);\n`,
  });
  const POSITIONS = {
    top: { file: "index.mjs", line: 3, column: 1 },
    callback: { file: "index.mjs", line: 4, column: 28 },
    function: { file: "a b%20(c)/make.mjs", line: 3, column: 31 },
    "after-await": { file: "index.mjs", line: 7, column: 1 },
  };

  it.concurrent.each([true, false])("is its file, line, and column with sdkPatches: %s", async (sdkPatches) => {
    expect(await positionsIn(FILES, { sdkPatches })).toEqual(POSITIONS);
  });

  it.concurrent.each([
    ["that register() adds", "--import ./register.mjs"],
    ["on the command line", "--no-warnings --loader ./hooks.mjs"],
  ])("is mapped through source maps from hooks %s", async (_, nodeArguments) => {
    const hooks = `import { readFileSync } from "node:fs";
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".mts")) return nextLoad(url, context);
  const sources = [url];
  // The source is preceded by three lines, which this source map removes.
  const map = { version: 3, file: "generated", names: [], sources, mappings: ";;;AAAA;AACA;AACA;AACA" };
  const comment = "//# source" + "MappingURL=data:application/json;base64," + btoa(JSON.stringify(map));
  return { format: "module", source: "\\n\\n\\n" + readFileSync(new URL(url), "utf8") + comment, shortCircuit: true };
}
`;
    const register = `import { register } from "node:module";\nregister("./hooks.mjs", import.meta.url);\n`;
    const found = await positionsIn(
      modules(
        {
          "index.mjs": 'import "./program.mts";',
          "hooks.mjs": hooks,
          "register.mjs": register,
          "program.mts": `import { Thing } from "./thing.mjs";\n\nnew Thing("mapped");\n`,
        },
        [`  options: { typescript: false, nodeargs: ${JSON.stringify(nodeArguments)} }`],
      ),
    );
    expect(found).toEqual({ mapped: { file: "program.mts", line: 3, column: 1 } });
  });
});

describe("hooks that compile ES modules", () => {
  it.concurrent("receive the setting of ts-node that turns type checking off", async () => {
    const hooks = `export async function load(url, context, nextLoad) {
  if (!url.endsWith("settings.mjs")) return nextLoad(url, context);
  const { TS_NODE_TRANSPILE_ONLY } = process.env;
  return { format: "module", source: "export default " + JSON.stringify({ TS_NODE_TRANSPILE_ONLY }), shortCircuit: true };
}
`;
    const plan = await previewFiles(
      modules({
        "index.mjs": `import { register } from "node:module";
register("./hooks.mjs", import.meta.url);
export const { default: settings } = await import("./settings.mjs");
`,
        "settings.mjs": "",
        "hooks.mjs": hooks,
      }),
    );
    expect(plan.outputs).toEqual({ settings: { TS_NODE_TRANSPILE_ONLY: "true" } });
  });
});
