import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDestinations } from "./destinations";

const folder = mkdtempSync(join(tmpdir(), "roadbed-destinations-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("where reports go", () => {
  it("is standard output for the text report, if nothing else goes there", () => {
    const file = join(folder, "v.json");
    expect(readDestinations([])).toEqual([{ format: "text" }]);
    expect(readDestinations([`json=${file}`])).toEqual([{ format: "text" }, { format: "json", file }]);
    expect(readDestinations(["json"])).toEqual([{ format: "json" }]);
  });

  it("keeps what follows the first =", () => {
    expect(readDestinations([`text=${join(folder, "a=b")}`])[1]).toEqual({ format: "text", file: join(folder, "a=b") });
  });

  it.each<[string, string[], string]>([
    [
      "an unknown format",
      ["yaml"],
      'There is no report format "yaml"; --output takes text or json, each alone or as FORMAT=FILE.',
    ],
    ["a missing file", ["json="], "--output json= names no file."],
    [
      "two on standard output",
      ["json", "text"],
      "Only one report can go to standard output, but --output names json and text; give the others a file, as in --output json=verdict.json.",
    ],
    ["one file twice", [`json=${folder}/x`, `text=${folder}/x`], `Two reports would be written to ${folder}/x.`],
    ["a folder", [`json=${folder}`], `The report ${folder} cannot be written: it is a folder.`],
    [
      "no folder",
      [`json=${folder}/no/x`],
      `The report ${folder}/no/x cannot be written: there is no folder ${folder}/no.`,
    ],
  ])("cannot be %s", (_, specifications, message) => {
    expect(() => readDestinations(specifications)).toThrow(message);
  });

  it("cannot be below a file", () => {
    writeFileSync(join(folder, "plain"), "");
    expect(() => readDestinations([`json=${folder}/plain/x`])).toThrow(/cannot be written: /);
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)("cannot be a file without permission", () => {
    const file = join(folder, "locked");
    writeFileSync(file, "");
    chmodSync(file, 0o444);
    expect(() => readDestinations([`json=${file}`])).toThrow(
      `The report ${file} cannot be written: no permission (EACCES).`,
    );
  });
});
