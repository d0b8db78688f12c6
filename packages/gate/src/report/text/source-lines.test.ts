import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Scrubber } from "@roadbed/plan";
import { sourceLines } from "./source-lines";

const root = mkdtempSync(join(tmpdir(), "roadbed-source-"));
const program = join(root, "program");
beforeAll(() => {
  mkdirSync(join(program, "src"), { recursive: true });
  mkdirSync(join(program, "folder.ts"));
  const lines = [
    '\tnew Bucket("logs",\u001b[2J {',
    'new Database("db", { password: "abc", note: `hunter2-hunter2` });',
    'const apiKey = config.get("key") ?? "fallback";',
    `new Bucket("${"x".repeat(600)}");`,
    "",
  ];
  writeFileSync(join(program, "src/index.ts"), lines.join("\r\n"));
  for (const file of ["program/.env", "outside.ts"]) writeFileSync(join(root, file), "TOKEN=1\n");
  symlinkSync(join(root, "outside.ts"), join(program, "link.ts"));
  writeFileSync(join(program, "large.ts"), " \n".repeat(600_000) + "x");
});
afterAll(() => rmSync(root, { recursive: true }));

const read = sourceLines(new Scrubber(["hunter2-hunter2"]));
const line = (file: string, number: number) => read(program, { file, line: number });

describe("sourceLines", () => {
  it("returns a line of the program with control characters escaped", () => {
    expect(line("src/index.ts", 1)).toBe('new Bucket("logs",\\x1b[2J {');
  });

  it("hides known secrets and literals under secret names", () => {
    expect(line("src/index.ts", 2)).toBe('new Database("db", { password: "[secret]", note: `[secret]` });');
    expect(line("src/index.ts", 3)).toContain('const apiKey = config.get("key")');
  });

  it.each([
    ["a file that does not exist", "missing.ts", 1],
    ["a line that does not exist", "src/index.ts", 99],
    ["an empty line", "src/index.ts", 5],
    ["a line of generated code", "src/index.ts", 4],
    ["a large file", "large.ts", 600_001],
    ["a directory", "folder.ts", 1],
    ["a file with another extension", ".env", 1],
    ["a file outside of the program", "../outside.ts", 1],
    ["a link to a file outside of the program", "link.ts", 1],
    ["an invalid path", "src\0/index.ts", 1],
    ["an invalid line", "src/index.ts", -1],
  ])("returns nothing for %s", (_, file, number) => expect(line(file, number)).toBeUndefined());
});
