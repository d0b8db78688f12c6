import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChangedFiles } from "./changed-files";

describe("ChangedFiles", () => {
  const folder = mkdtempSync(join(tmpdir(), "roadbed-changed-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "index.ts");
  const other = join(folder, "other.ts");
  const never = new AbortController().signal;
  let files: ChangedFiles;

  beforeEach(() => {
    writeFileSync(file, "1");
    files = new ChangedFiles({
      ignored: (paths) => Promise.resolve(new Set(paths.filter((path) => path.endsWith(".log")))),
      pause: () => Promise.resolve(),
    });
    files.register(file);
  });

  /** Returns the changed files, or none if `next` would wait. */
  async function changed(...paths: readonly string[]): Promise<readonly string[]> {
    for (const path of paths) files.add(path);
    const end = new AbortController();
    setImmediate(() => end.abort());
    return files.next(end.signal);
  }

  it("reports a saved file once, even if it was written several times", async () => {
    expect(await changed(file, file)).toEqual([file]);
    expect(await changed()).toEqual([]);
  });

  it("does not report a file that was written with the same content", async () => {
    await changed(file);
    writeFileSync(file, "1");
    expect(await changed(file)).toEqual([]);
    writeFileSync(file, "2");
    expect(await changed(file)).toEqual([file]);
  });

  it("reports removed and created files, but not those of an editor or that Git ignores", async () => {
    writeFileSync(join(folder, "a.log"), "1");
    renameSync(file, other);
    const noise = [".index.ts.swp", "index.ts~", "4913", "never-existed.ts", "a.log"].map((name) => join(folder, name));
    expect(await changed(file, other, ...noise)).toEqual([file, other]);
  });

  it("does not report a directory whose files changed, only its removal", async () => {
    const child = mkdtempSync(join(folder, "child-"));
    files.register(child);
    expect(await changed(child)).toEqual([]);
    rmSync(child, { recursive: true });
    expect(await changed(child)).toEqual([child]);
  });

  it("rejects when files cannot be watched any longer", async () => {
    const next = files.next(never);
    files.fail(new Error("limit reached"));
    await expect(next).rejects.toThrow("limit reached");
  });
});
