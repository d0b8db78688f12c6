import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tsNodeMajor } from "./ts-node";

describe("tsNodeMajor", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-ts-node-")));
  afterAll(() => rmSync(root, { recursive: true }));

  /** Returns the major version for a program with this manifest of ts-node, if any. */
  function majorWith(name: string, manifest?: object): number {
    const modules = join(root, name, "node_modules");
    const runner = join(modules, "@pulumi", "pulumi", "cmd", "run", "index.js");
    if (manifest !== undefined) {
      mkdirSync(join(modules, "ts-node"), { recursive: true });
      writeFileSync(join(modules, "ts-node", "package.json"), JSON.stringify(manifest));
    }
    return tsNodeMajor({ runner });
  }

  it("is the version that is installed next to the SDK", () => {
    expect(majorWith("installed", { version: "10.9.2" })).toBe(10);
  });

  it.each([
    ["missing", undefined],
    ["without-version", {}],
  ])("is the version of the SDK's copy if ts-node is %s", (name, manifest) => {
    expect(majorWith(name, manifest)).toBe(7);
  });
});
