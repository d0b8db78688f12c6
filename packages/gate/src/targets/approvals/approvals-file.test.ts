import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { approval, approvalsYaml } from "../../../test/approvals";
import { CommandError } from "../../failures/command-error";
import { readApprovals } from "./approvals-file";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-approvals-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const file = join(scratch, "roadbed.approvals.yaml");
const NOW = new Date("2026-12-01T12:00:00Z");
const RUNS = Number(process.env.ROADBED_FUZZ_RUNS ?? 100);

async function read(content: string): Promise<readonly string[] | number> {
  writeFileSync(file, content);
  try {
    return (await readApprovals(file, NOW, "FILE")).approvals.length;
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== "approvals-invalid") throw error;
    return error.problems;
  }
}

describe("readApprovals", () => {
  it.each([
    ["an empty file", "", 0],
    ["a file without entries", "# nothing yet\napprovals:\n", 0],
    ["several entries", approvalsYaml(approval(), approval({ id: "BBBBBBBBBB", ticket: "OPS-1" })), 2],
    ["an expired entry", approvalsYaml(approval({ expires: "2025-01-01" })), 1],
  ])("accepts %s", async (_, content, count) => {
    expect(await read(content)).toBe(count);
  });

  it.each([
    ["a list", "- a\n", ["FILE:1:1: expected a map of settings, got an array."]],
    ["a broken document", "approvals: [\n", [expect.stringMatching(/^FILE:2:1: /)]],
    [
      "an unknown key",
      "approvls: []\n",
      expect.arrayContaining(['FILE:1:11: unknown key "approvls". Did you mean "approvals"?']),
    ],
    ["an entry of another kind", "approvals: [yes]\n", ['FILE:1:13: approvals[0]: expected an object, got "yes".']],
    [
      "a malformed ID",
      approvalsYaml(approval({ id: "abc" })),
      ['FILE:2:11: approvals[0].id: expected a string that matches ^[A-Z2-7]{10}$, got "abc".'],
    ],
    [
      "an unknown operation",
      approvalsYaml(approval({ operation: "destroy" as "delete" })),
      [expect.stringMatching(/^FILE:2:\d+: approvals\[0\]\.operation: expected one of "same", .*, got "destroy"\.$/)],
    ],
    [
      "a last day too far ahead",
      approvalsYaml(approval({ expires: "2027-03-02" })),
      [
        expect.stringMatching(
          /^FILE:2:\d+: approvals\[0\]\.expires: expected 2027-03-01 or earlier, because approvals last at most 90 days, got 2027-03-02\.$/,
        ),
      ],
    ],
    [
      "a day that does not exist",
      approvalsYaml(approval({ expires: "2026-02-30" })),
      [expect.stringMatching(/expected a date such as 2026-12-01, got "2026-02-30"\.$/)],
    ],
    [
      "a blank reason",
      approvalsYaml(approval({ reason: " " })),
      [expect.stringMatching(/approvals\[0\]\.reason: expected a non-empty string\.$/)],
    ],
    [
      "the same ID twice",
      approvalsYaml(approval(), approval()),
      [expect.stringMatching(/^FILE:3:\d+: approvals\[1\]\.id: the same ID as approvals\[0\]; remove one of them\.$/)],
    ],
  ])("rejects %s with the line and column", async (_, content, problems) => {
    expect(await read(content)).toEqual(problems);
  });

  it("reports only documented errors for any content", async () => {
    const valid = approvalsYaml(approval(), approval({ id: "BBBBBBBBBB" }));
    await fc.assert(
      fc.asyncProperty(fc.nat(valid.length), fc.nat(40), fc.string({ unit: "binary" }), async (from, length, text) => {
        await read(valid.slice(0, from) + text + valid.slice(from + length));
      }),
      { numRuns: RUNS },
    );
  });
});
