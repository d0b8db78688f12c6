import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT_CODES } from "../src/model/exit-codes";
import { run } from "../src/cli/cli";
import { surroundings } from "./surroundings";

const guide = readFileSync(join(__dirname, "../../../docs/gate.md"), "utf8");

/** The cells of the rows of a guide's table that begin with a pattern. */
const rowsWith = (start: RegExp): string[][] =>
  guide
    .split("\n")
    .filter((line) => start.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("`", "").trim()),
    );

describe("docs/embedded-engine.md", () => {
  it("counts the programs that the engine is held to", () => {
    const engine = readFileSync(join(__dirname, "../../../docs/embedded-engine.md"), "utf8");
    const vectors = readdirSync(join(__dirname, "../../plan/testdata/engine-parity"), { withFileTypes: true });
    const [, count] = /holds (\d+) programs/.exec(engine) ?? [];
    expect(Number(count)).toBe(vectors.filter((entry) => entry.isDirectory()).length);
  });
});

describe("docs/gate.md", () => {
  it("lists the exit codes as they are", () => {
    const codes = Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]);
    expect(rowsWith(/^\| \d+ /)).toEqual(codes);
  });

  it("lists every flag of roadbed check, and no other", async () => {
    const around = surroundings();
    await run(["check", "--help"], around);
    const flags = [...around.out().matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].flatMap(([, flag]) => flag ?? []);
    const documented = rowsWith(/^\| `-/).map(([flag]) => /--[a-z-]+/.exec(flag ?? "")?.[0]);
    expect(documented).toEqual(flags.filter((flag) => flag !== "--help"));
  });
});
