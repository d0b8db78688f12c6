import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "@roadbed/plan/preview";
import { TestRepository } from "../../../test/repository";
import { Bases } from "./bases";

describe("Bases.hasChanged", () => {
  const repository = TestRepository.create({ "policies/index.js": "1", "policies [a]/index.js": "1", "other/x": "1" });
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-outside-")));
  const start = repository.git("rev-parse", "HEAD");
  afterAll(() => {
    repository.remove();
    rmSync(outside, { recursive: true });
  });

  async function hasChanged(folder: string, base: string | undefined = start): Promise<boolean> {
    const request = base === "" ? {} : { base };
    const bases = new Bases(request, {}, new AbortController().signal);
    const directory = join(repository.root, "app");
    const program = await findProgram(directory);
    try {
      return await bases.hasChanged({ directory, program, stack: "dev" }, join(repository.root, folder));
    } finally {
      await bases.close();
    }
  }

  it("detects committed and uncommitted changes in a directory", async () => {
    expect(await hasChanged("policies")).toBe(false);
    writeFileSync(join(repository.root, "policies [a]/index.js"), "2");
    expect([await hasChanged("policies [a]"), await hasChanged("policies")]).toEqual([true, false]);
    repository.commit({ "policies/index.js": "2" });
    expect([await hasChanged("policies"), await hasChanged("other")]).toEqual([true, false]);
  });

  it("returns true for a directory that does not exist at the base", async () => {
    mkdirSync(join(repository.root, "fresh"));
    expect(await hasChanged("fresh")).toBe(true);
  });

  it("returns false outside the repository and without a base", async () => {
    expect(await hasChanged(join("..", outside.split("/").at(-1) ?? ""))).toBe(false);
    expect(await hasChanged("policies", "")).toBe(false);
  });
});

describe("Bases.open", () => {
  const repository = TestRepository.create({
    "app/index.js": "",
    "app/Pulumi.dev.yaml": "config: { app:size: large }",
  });
  afterAll(() => repository.remove());

  it("previews a base once, and repeats the configuration values for each call", async () => {
    const directory = join(repository.root, "app");
    const program = await findProgram(directory);
    const { signal } = new AbortController();
    const bases = new Bases({ base: "main" }, {}, signal);
    const open = async () => {
      const values: string[] = [];
      const base = await bases.open(
        { directory, program, stack: "dev" },
        {
          ...{ engine: "embedded", config: {}, passEnvironment: [], debug: false, signal },
          onEvent: (event) => values.push(...(event.type === "strings" ? event.plain : [])),
        },
      );
      return { plan: base?.plan, values };
    };
    const first = await open();
    const second = await open();
    await bases.close();
    expect(first.values).toContain("large");
    expect(second.values).toEqual(first.values);
    expect(second.plan).toBe(first.plan);
  });
});
