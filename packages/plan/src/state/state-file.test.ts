import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanFileError } from "../errors/plan-file-error";
import { readStateFile } from "./state-file";

const folder = mkdtempSync(join(tmpdir(), "roadbed-state-"));
afterAll(() => rmSync(folder, { recursive: true }));

const expected = { project: "shop", stack: "dev" };
const stateWith = (...urns: readonly string[]): string =>
  JSON.stringify({ version: 3, deployment: { resources: urns.map((urn) => ({ urn, type: "a:b:C" })) } });

async function open(content: string | Buffer): Promise<string | readonly string[]> {
  const path = join(folder, "state.json");
  writeFileSync(path, content);
  return readStateFile(path, expected, { environment: {} }).then(
    ({ state }) => state.resources.map(({ name }) => name),
    (error: unknown) => (error instanceof PlanFileError ? error.message.replace(folder, ".") : String(error)),
  );
}

describe("readStateFile", () => {
  const state = stateWith("urn:pulumi:dev::shop::a:b:C::db");

  it.each<[string, string | Buffer]>([
    ["as the CLI writes it", state],
    ["as PowerShell redirects it", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(state, "utf16le")])],
  ])("reads a file %s", async (_, content) => expect(await open(content)).toEqual(["db"]));

  it("accepts the state of a stack that was never deployed", async () => {
    expect(await open('{ "version": 3, "deployment": {} }')).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      "of another stack",
      stateWith("urn:pulumi:prod::shop::a:b:C::db"),
      "belongs to the wrong stack: expected shop/dev, got shop/prod.",
    ],
    [
      "of another project",
      stateWith("urn:pulumi:dev::till::a:b:C::db"),
      "belongs to the wrong stack: expected shop/dev, got till/dev.",
    ],
    ["with an invalid URN", stateWith("db"), "contains a resource with an invalid URN."],
  ])("rejects a state %s", async (_, content, detail) => {
    expect(await open(content)).toBe(`./state.json ${detail}`);
  });

  it.each([
    [join(folder, "none.json"), /none\.json does not exist\.$/],
    ["", /^"" does not exist\.$/],
    [folder, /is not a file\.$/],
    [join(folder, "state.json", "x"), /x cannot be read \(ENOTDIR\)\.$/],
  ])("rejects a file that cannot be read", async (path, detail) => {
    await expect(readStateFile(path, expected)).rejects.toThrow(detail);
  });
});
