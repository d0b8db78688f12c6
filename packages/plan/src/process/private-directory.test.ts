import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { PreviewError } from "../errors/preview-error";
import { createPrivateDirectory } from "./private-directory";

const scratch = mkdtempSync(join(tmpdir(), "private-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("createPrivateDirectory", () => {
  it("creates a new directory that only the user can enter", () => {
    const folder = createPrivateDirectory(scratch);
    expect([dirname(folder), statSync(folder).mode & 0o077]).toEqual([scratch, 0]);
  });

  (process.platform === "win32" ? it.skip : it)(
    "creates the directory in /tmp if its path would be too long for a socket",
    () => {
      const long = join(scratch, "x".repeat(120));
      mkdirSync(long);
      const folder = createPrivateDirectory(long);
      rmSync(folder, { recursive: true });
      expect(dirname(folder)).toBe("/tmp");
    },
  );

  it("removes directories whose process no longer exists, but no others", () => {
    const parent = mkdtempSync(join(scratch, "sweep-"));
    const own = createPrivateDirectory(parent);
    const { pid, status } = spawnSync(process.execPath, ["-e", ""]);
    expect(status).toBe(0);
    const directory = (id: number, suffix: string, owner?: string): string => {
      const path = join(parent, `roadbed-${id}-${suffix}`);
      mkdirSync(path);
      if (owner !== undefined) writeFileSync(join(path, "owner"), owner);
      return basename(path);
    };
    const owner = readFileSync(join(own, "owner"), "utf8");
    const removed = directory(pid, "aaaaaa", owner);
    const kept = [
      directory(process.pid, "bbbbbb", owner),
      directory(pid, "cccccc", "pid:[another namespace]"),
      directory(pid, "dddddd"),
      directory(pid, "not-ours", owner),
    ];
    createPrivateDirectory(parent);
    const names = readdirSync(parent);
    expect(names).toEqual(expect.arrayContaining([basename(own), ...kept]));
    expect(names).not.toContain(removed);
  });

  it("throws an error with a remedy if the directory cannot be created", () => {
    const nowhere = join(scratch, "nowhere");
    expect(() => createPrivateDirectory(nowhere)).toThrow(PreviewError);
    expect(() => createPrivateDirectory(nowhere)).toThrow(
      /^Cannot create a directory in .*ENOENT.*\. Set TMPDIR to a directory/,
    );
  });
});
