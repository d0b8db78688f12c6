import fc from "fast-check";
import { parse, stringify } from "yaml";
import { approval } from "../../../test/approvals";
import type { Approval } from "../../model/approval";
import { appendApprovals } from "./append-approvals";

const entry = approval({ id: "BBBBBBBBBB" });
const LINES = [
  "id: BBBBBBBBBB",
  "resource: urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders",
  "rule: stateful-delete",
  "operation: delete",
  "reason: The queue is empty",
  "approver: Ada",
  "expires: 2027-01-31",
];
const added = (indent: string): string =>
  LINES.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}\n`).join("");

describe("appendApprovals", () => {
  it("creates a file", async () => {
    const created = `# Changes that may be deployed although a rule on changes reports them.\napprovals:\n${added("  ")}`;
    expect(await appendApprovals(undefined, [entry])).toBe(created);
  });

  const OLD = "id: AAAAAAAAAA # the first one";
  it.each([
    ["indented entries", `# About\n\napprovals:\n  # Queues\n  - ${OLD}\n    rule: "x"\n`, "  "],
    ["entries that are not indented", `approvals:\n- ${OLD}\n  rule: x\n`, ""],
    ["a wide indentation", `approvals:\n    - ${OLD}\n      rule: x\n`, "    "],
    ["entries on one line each", `approvals:\n  - { id: AAAAAAAAAA, rule: x }\n`, "  "],
    ["long lines", `approvals:\n  - id: AAAAAAAAAA\n    reason: ${"word ".repeat(60)}end\n`, "  "],
  ])("adds to a file with %s without changing the rest", async (_, content, indent) => {
    expect(await appendApprovals(content, [entry])).toBe(content + added(indent));
  });

  it.each(["approvals: []\n", "approvals:\n", "# Nothing yet\n"])("adds the first entry to %j", async (content) => {
    expect(parse(await appendApprovals(content, [entry]))).toEqual({ approvals: [entry] });
  });

  it("replaces the entry with the same ID", async () => {
    const content = `approvals:\n  - id: BBBBBBBBBB\n    expires: 2020-01-01\n  - id: CCCCCCCCCC\n`;
    expect(parse(await appendApprovals(content, [entry]))).toEqual({ approvals: [entry, { id: "CCCCCCCCCC" }] });
  });

  it("keeps the line endings of Windows", async () => {
    const result = await appendApprovals("approvals:\r\n  - id: AAAAAAAAAA\r\n", [entry]);
    expect(result.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("writes all strings so that they are read again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), async (reason, old) => {
        const before: Approval = approval({ reason: old });
        const after = await appendApprovals(stringify({ approvals: [before] }), [{ ...entry, reason }]);
        expect(parse(after)).toEqual({ approvals: [before, { ...entry, reason }] });
      }),
      { numRuns: Number(process.env.ROADBED_FUZZ_RUNS ?? 100) },
    );
  });
});
