import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileInUseError, updateFile } from "./update-file";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-update-file-"));
const file = join(scratch, "file");
beforeEach(() => readdirSync(scratch).forEach((name) => rmSync(join(scratch, name))));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("updateFile", () => {
  it("creates a file, changes it, and leaves no other file", async () => {
    await updateFile(file, (content) => `${content ?? "none"} 1`);
    await updateFile(file, (content) => `${content ?? "none"} 2`);
    expect([readFileSync(file, "utf8"), readdirSync(scratch)]).toEqual(["none 1 2", ["file"]]);
  });

  it("changes the target of a symbolic link", async () => {
    const link = join(scratch, "link");
    writeFileSync(file, "a");
    symlinkSync(file, link);
    await updateFile(link, () => "b");
    expect(readFileSync(file, "utf8")).toBe("b");
  });

  it("rejects a second change at the same time", async () => {
    const results = await Promise.allSettled([
      updateFile(file, async () => Promise.resolve("first")),
      updateFile(file, () => "second"),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(readFileSync(file, "utf8")).toBe("first");
  });

  it.each([
    ["changed", "old"],
    ["created", undefined],
  ])("keeps the content of a file that was %s in the meantime", async (_, before) => {
    if (before !== undefined) writeFileSync(file, before);
    const change = (): string => {
      writeFileSync(file, "theirs");
      return "ours";
    };
    await expect(updateFile(file, change)).rejects.toBeInstanceOf(FileInUseError);
    expect([readFileSync(file, "utf8"), existsSync(`${file}.lock`)]).toEqual(["theirs", false]);
  });

  it("keeps the content if the change fails", async () => {
    writeFileSync(file, "old");
    const change = () => Promise.reject(new Error("no"));
    await expect(updateFile(file, change)).rejects.toThrow("no");
    expect([readFileSync(file, "utf8"), readdirSync(scratch)]).toEqual(["old", ["file"]]);
  });
});
