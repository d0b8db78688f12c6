import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

describe("docs/embedded-engine.md", () => {
  it("states the number of parity programs", () => {
    const engine = readFileSync(join(__dirname, "../../../docs/embedded-engine.md"), "utf8");
    const vectors = readdirSync(join(__dirname, "../../plan/testdata/engine-parity"), { withFileTypes: true });
    const [, count] = /contains (\d+) programs/.exec(engine) ?? [];
    expect(Number(count)).toBe(vectors.filter((entry) => entry.isDirectory()).length);
  });
});
