import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectGenerated } from "./generated-file";
import { ACCURACY, evidenceList, includedList, replaceSection } from "./readme-sections";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("README.md", () => {
  it("contains current counts", () => {
    const page = replaceSection(
      replaceSection(read("README.md"), "included", includedList()),
      "evidence",
      evidenceList(),
    );
    expectGenerated("README.md", page);
  });

  it("repeats the figures of docs/accuracy.md", () => {
    const figures = read("docs/accuracy.md").replaceAll(" %", "%");
    expect(figures).toContain(`(${ACCURACY.found})`);
    expect(figures).toContain(`(${ACCURACY.falseAlarms})`);
  });
});
