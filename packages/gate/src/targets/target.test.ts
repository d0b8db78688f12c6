import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../failures/command-error";
import { chooseStack, findTarget } from "./target";

const folder = mkdtempSync(join(tmpdir(), "roadbed-targets-"));
afterAll(() => rmSync(folder, { recursive: true }));

function project(path: string): string {
  const directory = join(folder, path);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  return directory;
}

async function refusal(promise: Promise<unknown>): Promise<[string, string]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CommandError)) throw new Error("it was not refused");
  return [error.reason, error.message];
}

describe("the program in a folder", () => {
  it("is found by its Pulumi.yaml", async () => {
    const directory = project("stacks/shop");
    expect(await findTarget(directory)).toMatchObject({ root: directory, project: "shop" });
  });

  it("is looked for below a folder without one, to say where it is", async () => {
    project("stacks/shop");
    project("stacks/network");
    mkdirSync(join(folder, "stacks/node_modules/x"), { recursive: true });
    writeFileSync(join(folder, "stacks/node_modules/x/Pulumi.yaml"), "");
    expect(await refusal(findTarget(join(folder, "stacks")))).toEqual([
      "usage",
      `There is no Pulumi.yaml in ${folder}/stacks; there is one in ${folder}/stacks/network, ${folder}/stacks/shop.`,
    ]);
  });

  it.each([
    ["stack", "There is no folder FOLDER/stack; did you mean FOLDER/stacks?"],
    ["elsewhere", "There is no folder FOLDER/elsewhere."],
    ["stacks/shop/Pulumi.yaml", "FOLDER/stacks/shop/Pulumi.yaml is a file; name the folder of a Pulumi project."],
    ["stacks/shop/Pulumi.yaml/x", "There is no folder FOLDER/stacks/shop/Pulumi.yaml/x."],
    ["empty", "There is no Pulumi.yaml in FOLDER/empty; name the folder of a Pulumi project."],
  ])("%s is none", async (path, message) => {
    project("stacks/shop");
    mkdirSync(join(folder, "empty"), { recursive: true });
    expect(await refusal(findTarget(join(folder, path)))).toEqual(["usage", message.replaceAll("FOLDER", folder)]);
  });
});

it("refuses an empty name", async () => {
  expect(await refusal(findTarget(""))).toEqual(["usage", 'There is no folder "".']);
});

describe("the stack to check", () => {
  const program = { root: "/x", directory: "/x", entry: ".", project: "shop" };
  const choose = (stacks: string[], wanted?: string) => chooseStack({ directory: "shop", program }, stacks, wanted);

  it.each<[string, string[], string | undefined, object]>([
    ["the only one, if none is named", ["dev"], undefined, { stack: "dev" }],
    ["the one that is named", ["dev", "prod"], "prod", { stack: "prod" }],
    ["with its organization", ["dev"], "acme/dev", { stack: "dev", organization: "acme" }],
    ["with organization and project", ["dev"], "acme/shop/dev", { stack: "dev", organization: "acme" }],
    ["any name, in a program without stack files", [], "preview-17", { stack: "preview-17" }],
  ])("is %s", async (_, stacks, wanted, expected) => {
    expect(await choose(stacks, wanted)).toEqual(expected);
  });

  it.each<[string, string[], string | undefined, string, string]>([
    [
      "none is named and there is none",
      [],
      undefined,
      "usage",
      "There is no Pulumi.<stack>.yaml in shop; name the stack with --stack.",
    ],
    [
      "none is named and there are several",
      ["dev", "prod"],
      undefined,
      "usage",
      "There are several stacks in shop: dev, prod; choose one with --stack.",
    ],
    [
      "the name is a slip",
      ["dev", "production"],
      "prodution",
      "noStack",
      'There is no stack "prodution" in shop; did you mean production? A new stack needs a Pulumi.prodution.yaml, which may be empty.',
    ],
    [
      "the name is like no other",
      ["dev", "prod"],
      "qqqqqq",
      "noStack",
      'There is no stack "qqqqqq" in shop, which has dev, prod. A new stack needs a Pulumi.qqqqqq.yaml, which may be empty.',
    ],
    [
      "the project is another",
      ["dev"],
      "acme/other/dev",
      "noStack",
      'There is no stack "acme/other/dev" in shop: the project there is called shop.',
    ],
    [
      "the name is none",
      ["dev"],
      "a/b/c/d",
      "usage",
      'The stack "a/b/c/d" must be named as stack, organization/stack or organization/project/stack.',
    ],
    [
      "the name is empty",
      ["dev"],
      "",
      "usage",
      'The stack "" must be named as stack, organization/stack or organization/project/stack.',
    ],
  ])("is refused when %s", async (_, stacks, wanted, reason, message) => {
    expect(await refusal(choose(stacks, wanted))).toEqual([reason, message]);
  });
});
