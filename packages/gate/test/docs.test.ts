import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

describe("docs/embedded-engine.md", () => {
  it("counts the programs that the engine is held to", () => {
    const engine = readFileSync(join(__dirname, "../../../docs/embedded-engine.md"), "utf8");
    const vectors = readdirSync(join(__dirname, "../../plan/testdata/engine-parity"), { withFileTypes: true });
    const [, count] = /holds (\d+) programs/.exec(engine) ?? [];
    expect(Number(count)).toBe(vectors.filter((entry) => entry.isDirectory()).length);
  });
});
