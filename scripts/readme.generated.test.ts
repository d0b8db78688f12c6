import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectGeneratedSection } from "./generated-file";
import { ACCURACY, evidenceList, includedList } from "./readme-sections";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("README.md", () => {
  it("contains current counts", () => {
    expectGeneratedSection("README.md", "included", includedList());
    expectGeneratedSection("README.md", "evidence", evidenceList());
  });

  it("repeats the figures of docs/accuracy.md", () => {
    const figures = read("docs/accuracy.md").replaceAll(" %", "%");
    expect(figures).toContain(`(${ACCURACY.found})`);
    expect(figures).toContain(`(${ACCURACY.falseAlarms})`);
  });
});
