import { join } from "node:path";
import { removeFiles, writeFiles } from "../../test/program";
import { findProgram, listStacks } from "../preview";
import { readNodeProject, readProject } from "./project";

afterAll(removeFiles);

const project = (yaml: string, files: Readonly<Record<string, string>> = {}) =>
  writeFiles({ "Pulumi.yaml": yaml, ...files });

describe("findProgram", () => {
  it("returns the location of the program", async () => {
    const root = project("name: shop\nruntime: nodejs\n");
    expect(await findProgram(root)).toEqual({ root, directory: root, entry: ".", project: "shop" });
  });

  it("accepts the name Pulumi.yml", async () => {
    const root = writeFiles({ "Pulumi.yml": "name: shop\nruntime: nodejs\n" });
    expect(await findProgram(root)).toMatchObject({ project: "shop" });
  });

  it("accepts a directory or a file as main", () => {
    const yaml = (main: string) => `name: shop\nruntime: nodejs\nmain: ${main}\n`;
    const files = { "infra/index.ts": "", "infra/other.js": "" };
    const folder = project(yaml("infra"), files);
    expect(readProject(folder)).toMatchObject({ directory: join(folder, "infra"), entry: "." });
    const file = project(yaml("infra/other.js"), files);
    expect(readProject(file)).toMatchObject({ directory: join(file, "infra"), entry: "other.js" });
    const bare = project(yaml("infra/other"), files);
    expect(readProject(bare)).toMatchObject({ directory: join(bare, "infra"), entry: "other" });
  });

  it.each(["python", "go", "dotnet", "java", "yaml"])("accepts the runtime %s on request", async (runtime) => {
    const root = project(`name: shop\nruntime: ${runtime}\n`, { "Pulumi.dev.yaml": "" });
    const program = await findProgram(root, { anyRuntime: true });
    expect(program).toEqual({ root, directory: root, entry: ".", project: "shop" });
    expect(listStacks(program)).toEqual(["dev"]);
  });

  it("reads the runtime options", () => {
    const line = `--max-old-space-size=4096 -r "./a b.js" 'c d'e`;
    const root = project(
      `name: shop
runtime: { name: nodejs, options: { typescript: false, tsconfig: infra.json, nodeargs: ${JSON.stringify(line)} } }
`,
    );
    expect(readNodeProject(root).runtime).toEqual({
      typescript: false,
      tsconfig: "infra.json",
      nodeArguments: ["--max-old-space-size=4096", "-r", "./a b.js", "c de"],
    });
  });

  it.each([
    ["name: shop\nruntime: python\n", "usage", /has an unsupported runtime: expected "nodejs", got "python"/],
    ["name: shop\nruntime: { name: go }\n", "usage", /got "go"/],
    ["runtime: nodejs\n", "configuration", /Pulumi\.yaml: the required property "name" is missing\.$/],
    ["name: shop\n", "configuration", /the required property "runtime" is missing\.$/],
    ["name: a/b\nruntime: nodejs\n", "configuration", /Pulumi\.yaml:1:7: "name" must be 1 to 100 characters long/],
    ["name: [a]\nruntime: nodejs\n", "configuration", /Pulumi\.yaml:1:7: "name": expected a string, got an array\.$/],
    ["name: shop\n  runtime: nodejs\n", "configuration", /Pulumi\.yaml:\d+:\d+: /],
    ["- name\n", "configuration", /Pulumi\.yaml:1:1: expected a map of settings, got an array\.$/],
    ["", "configuration", /"name" is missing/],
    ["a: &a\n  b: [*a]\n", "configuration", /Pulumi\.yaml:2:7: "\*a" refers to a value that contains it\.$/],
    ["a: &a [1]\nb: [*a, *a, *x]\n", "configuration", /Pulumi\.yaml:2:13: "\*x" refers to a missing anchor "&x"\.$/],
    [
      "name: shop\nruntime: nodejs\nmain: nowhere/at/all\n",
      "configuration",
      /:3:7: the path in "main" does not exist: "nowhere\/at\/all"/,
    ],
    [
      "name: shop\nruntime: { name: nodejs, options: { typescript: maybe } }\n",
      "configuration",
      /:2:\d+: "runtime.options.typescript": expected a boolean, got a string\.$/,
    ],
  ])("rejects %j with a position", async (yaml, code, message) => {
    await expect(findProgram(project(yaml))).rejects.toMatchObject({
      name: "PreviewError",
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it("rejects a directory without a Pulumi.yaml", async () => {
    await expect(findProgram(writeFiles({ "readme.md": "" }))).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("There is no Pulumi.yaml in") as string,
    });
  });
});

describe("listStacks", () => {
  const files = { "Pulumi.prod.yaml": "", "Pulumi.dev.yaml": "", "Pulumi.eu.west.yml": "", "Other.yaml": "" };

  it("returns the stacks with a file, sorted", async () => {
    expect(listStacks(await findProgram(project("name: shop\nruntime: nodejs\n", files)))).toEqual([
      "dev",
      "eu.west",
      "prod",
    ]);
  });

  it("finds the files in another directory", async () => {
    const root = project("name: shop\nruntime: nodejs\nstackConfigDir: stacks\n", {
      "stacks/Pulumi.one.yaml": "",
      "Pulumi.two.yaml": "",
    });
    expect(listStacks(await findProgram(root))).toEqual(["one"]);
  });
});
