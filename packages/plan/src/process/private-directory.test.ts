import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

  it("throws an error with a remedy if the directory cannot be created", () => {
    const nowhere = join(scratch, "nowhere");
    expect(() => createPrivateDirectory(nowhere)).toThrow(PreviewError);
    expect(() => createPrivateDirectory(nowhere)).toThrow(
      /^Cannot create a directory in .*ENOENT.*\. Set TMPDIR to a directory/,
    );
  });
});
