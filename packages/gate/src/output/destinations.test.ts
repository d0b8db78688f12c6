import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDestinations } from "./destinations";

const folder = mkdtempSync(join(tmpdir(), "roadbed-destinations-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("readDestinations", () => {
  it("writes the text report to standard output unless another report is written there", () => {
    const file = join(folder, "v.json");
    expect(readDestinations([])).toEqual([{ format: "text" }]);
    expect(readDestinations([`json=${file}`])).toEqual([{ format: "text" }, { format: "json", file }]);
    expect(readDestinations(["json"])).toEqual([{ format: "json" }]);
  });

  it("splits values at the first equals sign", () => {
    expect(readDestinations([`text=${join(folder, "a=b")}`])[1]).toEqual({ format: "text", file: join(folder, "a=b") });
  });

  it.each<[string, string[], string]>([
    ["an unknown format", ["yaml"], '--output: expected text or json, alone or as FORMAT=FILE, got "yaml".'],
    ["a missing file", ["json="], '--output: expected a file path after "=", got "json=".'],
    [
      "two reports on standard output",
      ["json", "text"],
      "--output: expected one report on standard output, got json and text. Write the other reports to files, as in --output json=verdict.json.",
    ],
    [
      "two reports with the same file",
      [`json=${folder}/x`, `text=${folder}/x`],
      `--output: expected a different file for each report, got ${folder}/x twice.`,
    ],
    ["a directory", [`json=${folder}`], `Cannot write the report ${folder}: it is a directory.`],
    [
      "a file in a missing directory",
      [`json=${folder}/no/x`],
      `Cannot write the report ${folder}/no/x: the directory ${folder}/no does not exist.`,
    ],
  ])("rejects %s", (_, specifications, message) => {
    expect(() => readDestinations(specifications)).toThrow(message);
  });

  it("rejects a file whose parent is not a directory", () => {
    writeFileSync(join(folder, "plain"), "");
    expect(() => readDestinations([`json=${folder}/plain/x`])).toThrow(/^Cannot write the report /);
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)("rejects a file without write permission", () => {
    const file = join(folder, "locked");
    writeFileSync(file, "");
    chmodSync(file, 0o444);
    expect(() => readDestinations([`json=${file}`])).toThrow(
      `Cannot write the report ${file}: no permission (EACCES).`,
    );
  });
});
