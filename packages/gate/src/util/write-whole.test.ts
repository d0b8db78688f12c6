import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWhole } from "./write-whole";

const directory = mkdtempSync(join(tmpdir(), "roadbed-write-"));
afterAll(() => rmSync(directory, { recursive: true }));
const path = (name: string): string => join(directory, name);

describe("writeWhole", () => {
  it("replaces a file, keeps its permissions, and leaves no draft", () => {
    writeFileSync(path("report"), "old", { mode: 0o600 });
    const { ino } = statSync(path("report"));
    writeWhole(path("report"), "new");
    expect(readFileSync(path("report"), "utf8")).toBe("new");
    expect(statSync(path("report")).mode & 0o777).toBe(0o600);
    // A different inode shows that the file was replaced rather than overwritten.
    expect(statSync(path("report")).ino).not.toBe(ino);
    expect(readdirSync(directory)).toEqual(["report"]);
  });

  it("replaces the target of a symbolic link", () => {
    symlinkSync("report", path("link"));
    writeWhole(path("link"), "linked");
    expect([readFileSync(path("report"), "utf8"), lstatSync(path("link")).isSymbolicLink()]).toEqual(["linked", true]);
    rmSync(path("link"));
  });

  it("leaves no file if the content cannot be written", () => {
    symlinkSync("loop", path("loop"));
    expect(() => writeWhole(path("loop"), "text")).toThrow("ELOOP");
    expect(() => writeWhole(path("missing/report"), "text")).toThrow("ENOENT");
    expect(readdirSync(directory).sort()).toEqual(["loop", "report"]);
  });

  (process.platform === "linux" ? it : it.skip)("writes to devices", () => {
    expect(() => writeWhole("/dev/full", "text")).toThrow("ENOSPC");
    writeWhole("/dev/null", "text");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});
