import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../failures/command-error";
import { chooseStack, findTarget, requireOneStackFile } from "./target";

const folder = mkdtempSync(join(tmpdir(), "roadbed-targets-"));
afterAll(() => rmSync(folder, { recursive: true }));

function project(path: string): string {
  const directory = join(folder, path);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  return directory;
}

async function rejection(promise: Promise<unknown>): Promise<[code: string, message: string]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CommandError)) throw new Error("expected a CommandError");
  return [error.code, error.message.replaceAll(folder, "FOLDER")];
}

describe("findTarget", () => {
  it("finds the program of a directory by its Pulumi.yaml", async () => {
    const directory = project("stacks/shop");
    expect(await findTarget(directory)).toMatchObject({ root: directory, project: "shop" });
  });

  it("suggests the projects below a directory without Pulumi.yaml", async () => {
    project("stacks/shop");
    project("stacks/network");
    mkdirSync(join(folder, "stacks/node_modules/x"), { recursive: true });
    writeFileSync(join(folder, "stacks/node_modules/x/Pulumi.yaml"), "");
    expect(await rejection(findTarget(join(folder, "stacks")))).toEqual([
      "project-not-found",
      'There is no Pulumi.yaml file in FOLDER/stacks. Did you mean "FOLDER/stacks/network" or "FOLDER/stacks/shop"?',
    ]);
  });

  it.each([
    ["stack", "directory-not-readable", 'There is no directory FOLDER/stack. Did you mean "FOLDER/stacks"?'],
    ["elsewhere", "directory-not-readable", "There is no directory FOLDER/elsewhere."],
    [
      "stacks/shop/Pulumi.yaml",
      "directory-not-readable",
      "FOLDER/stacks/shop/Pulumi.yaml is a file. Pass the directory of a Pulumi project.",
    ],
    ["stacks/shop/Pulumi.yaml/x", "directory-not-readable", "There is no directory FOLDER/stacks/shop/Pulumi.yaml/x."],
    [
      "empty",
      "project-not-found",
      "There is no Pulumi.yaml file in FOLDER/empty. Pass the directory of a Pulumi project.",
    ],
  ])("rejects %s", async (path, code, message) => {
    project("stacks/shop");
    mkdirSync(join(folder, "empty"), { recursive: true });
    expect(await rejection(findTarget(join(folder, path)))).toEqual([code, message]);
  });

  it("rejects a directory with both spellings of the project file", async () => {
    const directory = project("both");
    writeFileSync(join(directory, "Pulumi.yml"), "name: other\nruntime: nodejs\n");
    expect(await rejection(findTarget(directory))).toEqual([
      "settings-invalid",
      "FOLDER/both/Pulumi.yaml: expected one of the files Pulumi.yaml and Pulumi.yml, got both. Delete one of them.",
    ]);
  });

  it("rejects a project file whose symbolic links form a loop", async () => {
    const directory = join(folder, "loop");
    mkdirSync(directory);
    symlinkSync("Pulumi.yaml", join(directory, "Pulumi.yaml"));
    symlinkSync("itself", join(folder, "itself"));
    expect((await rejection(findTarget(directory)))[0]).toBe("project-not-found");
    expect((await rejection(findTarget(join(folder, "itself"))))[0]).toBe("directory-not-readable");
  });

  it.each(["python", "go", "yaml"])(
    "rejects a program for the runtime %s and names --engine and --from",
    async (runtime) => {
      const directory = project(runtime);
      writeFileSync(join(directory, "Pulumi.yaml"), `name: shop\nruntime: ${runtime}\n`);
      const [code, message] = await rejection(findTarget(directory));
      expect([code, message]).toEqual([
        "preview-not-possible",
        expect.stringMatching(/--engine pulumi.*pulumi preview --json.* --from\.$/),
      ]);
    },
  );

  it.each(["python", "go", "yaml"])("accepts a program for the runtime %s with the Pulumi CLI", async (runtime) => {
    const directory = project(runtime);
    writeFileSync(join(directory, "Pulumi.yaml"), `name: shop\nruntime: ${runtime}\n`);
    expect(await findTarget(directory, "pulumi")).toMatchObject({ root: directory, project: "shop" });
  });

  it("rejects an empty name", async () => {
    expect(await rejection(findTarget(""))).toEqual(["directory-not-readable", 'There is no directory "".']);
  });
});

describe("requireOneStackFile", () => {
  it("rejects a stack with both spellings of its file", () => {
    const root = project("two-files");
    writeFileSync(join(root, "Pulumi.dev.yml"), "{}\n");
    expect(() => requireOneStackFile({ root }, "dev")).not.toThrow();
    writeFileSync(join(root, "Pulumi.dev.yaml"), "{}\n");
    expect(() => requireOneStackFile({ root }, "dev")).toThrow(/Pulumi\.dev\.yaml and Pulumi\.dev\.yml, got both\./);
  });
});

describe("chooseStack", () => {
  const program = { root: "/x", directory: "/x", entry: ".", project: "shop" };
  const choose = (stacks: string[], requested?: string) =>
    chooseStack({ directory: "shop", program }, stacks, requested);

  it.each<[string, string[], string | undefined, object]>([
    ["the only stack by default", ["dev"], undefined, { stack: "dev" }],
    ["the requested stack", ["dev", "prod"], "prod", { stack: "prod" }],
    ["a stack with its organization", ["dev"], "acme/dev", { stack: "dev", organization: "acme" }],
    ["a stack with organization and project", ["dev"], "acme/shop/dev", { stack: "dev", organization: "acme" }],
    ["any stack in a program without stack files", [], "preview-17", { stack: "preview-17" }],
  ])("selects %s", async (_, stacks, requested, expected) => {
    expect(await choose(stacks, requested)).toEqual(expected);
  });

  it.each<[string, string[], string | undefined, string, string]>([
    [
      "a missing name without stacks",
      [],
      undefined,
      "stack-not-selected",
      "There is no Pulumi.<stack>.yaml file in shop. Select the stack with --stack.",
    ],
    [
      "a missing name with several stacks",
      ["dev", "prod"],
      undefined,
      "stack-not-selected",
      "There are several stacks in shop: dev, prod. Select one with --stack.",
    ],
    [
      "a misspelled name",
      ["dev", "production"],
      "prodution",
      "stack-not-found",
      'There is no stack "prodution" in shop. Did you mean "production"? To add a stack, create the file Pulumi.prodution.yaml, which may be empty.',
    ],
    [
      "an unknown name",
      ["dev", "prod"],
      "qqqqqq",
      "stack-not-found",
      'There is no stack "qqqqqq" in shop. Existing stacks: dev, prod. To add a stack, create the file Pulumi.qqqqqq.yaml, which may be empty.',
    ],
    [
      "a stack of another project",
      ["dev"],
      "acme/other/dev",
      "stack-not-found",
      'There is no stack "acme/other/dev" in shop. The project there is "shop".',
    ],
    [
      "a name with too many parts",
      ["dev"],
      "a/b/c/d",
      "stack-name-invalid",
      '--stack: expected stack, organization/stack, or organization/project/stack, got "a/b/c/d".',
    ],
    [
      "an empty name",
      ["dev"],
      "",
      "stack-name-invalid",
      '--stack: expected stack, organization/stack, or organization/project/stack, got "".',
    ],
  ])("rejects %s", async (_, stacks, requested, code, message) => {
    expect(await rejection(choose(stacks, requested))).toEqual([code, message]);
  });
});
