import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBaseline, writeBaseline, type Baseline } from "./baseline-file";

const directory = mkdtempSync(join(tmpdir(), "roadbed-baseline-"));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, "roadbed.baseline.json");

const key = (rule: string) => ({ rule, urn: "urn:pulumi:dev::shop::a:b:C::d", path: "x[*].y", digest: "0123" });

async function rejection(content: string): Promise<string> {
  writeFileSync(file, content);
  const error: unknown = await readBaseline(file).catch((reason: unknown) => reason);
  return error instanceof Error ? error.message.replaceAll(`${directory}/`, "") : "no error";
}

describe("the baseline file", () => {
  it("contains one finding per line in a stable order, and is read back unchanged", async () => {
    const baseline: Baseline = new Map([
      ["shop/prod", [key("b"), key("a")]],
      ["shop/dev", [key("a"), key("a")]],
      ["shop/empty", []],
      ["__proto__/dev", [{ rule: "a", urn: "u", digest: "d" }]],
    ]);
    writeBaseline(file, baseline);
    const text = readFileSync(file, "utf8");
    const read = await readBaseline(file);
    expect([...read.keys()]).toEqual(["__proto__/dev", "shop/dev", "shop/prod"]);
    expect(read.get("shop/prod")).toEqual([key("a"), key("b")]);
    writeBaseline(file, new Map([...read].reverse()));
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(text.split("\n").filter((line) => line.includes('"rule"'))).toHaveLength(5);
    expect(readdirSync(directory)).toEqual(["roadbed.baseline.json"]);
  });

  it.each<[string, RegExp]>([
    ["", /^roadbed\.baseline\.json:1:1: invalid JSON: the file is empty\.$/],
    [
      '{ "version": 1,\n  "stacks": { "a": [{}] } }',
      /^roadbed\.baseline\.json:2:21: stacks\.a\[0\]: missing key "rule"\.$/,
    ],
    ['{ "version": 1, "stacks": { "a": 5 } }', /:1:34: stacks\.a: expected an array, got 5\.$/],
    ['{ "version": 1, "stacks": {}, "stack": {} }', /:1:40: unknown key "stack"\. Did you mean "stacks"\?$/],
    ['{ "version": "1", "stacks": {} }', /:1:14: version: expected 1, got "1"\.$/],
    [
      '{ "version": 7 }',
      /:1:14: the file was written by a newer version of Roadbed: expected format 1, got format 7\. Update Roadbed\.$/,
    ],
  ])("is rejected with a line and column if its content is %j", async (content, sentence) => {
    expect(await rejection(content)).toMatch(sentence);
  });

  it("is rejected with its first error if it is large or deeply nested", async () => {
    const deep = `{"version":1,"stacks":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`;
    expect(await rejection(deep)).toMatch(/: stacks\.a: expected an array, got an object\.$/);
    expect(await rejection("[".repeat(1_000_000))).toContain("invalid JSON");
    const wrong = { version: 1, stacks: { a: Array.from({ length: 100_000 }, () => ({ rule: "a" })) } };
    expect(await rejection(JSON.stringify(wrong))).toMatch(/: stacks\.a\[0\]: missing key "urn"\.$/);
  });
});
