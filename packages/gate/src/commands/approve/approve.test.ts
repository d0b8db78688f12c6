import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { approval, approvalsYaml } from "../../../test/approvals";
import { commandIO } from "../../../test/command-io";
import { run } from "../../cli/cli";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-approve-")));
afterAll(() => rmSync(scratch, { recursive: true }));
const { id, resource, rule, operation } = approval();
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const change = { rule, urn: resource, change: { operation, approvalId: id } };
const VERDICT = {
  version: 1,
  stacks: [
    {
      commit: "0123abc",
      findings: [{ rule: "other", urn: resource }, change, change],
      approvedFindings: [{ approval: { id: "CCCCCCCCCC" } }],
    },
  ],
};
let count = 0;

/** Runs `roadbed approve` in a repository with these approvals. */
async function approve(parameters: readonly string[], { verdict = JSON.stringify(VERDICT), approvals = "" } = {}) {
  const root = join(scratch, String((count += 1)));
  mkdirSync(join(root, "app"), { recursive: true });
  if (parameters.includes("--approver")) mkdirSync(join(root, ".git"));
  else {
    execFileSync("git", ["init", "--quiet", root]);
    execFileSync("git", ["-C", root, "config", "user.name", "Ada Lovelace"]);
  }
  writeFileSync(join(root, "verdict.json"), verdict);
  const file = join(root, "roadbed.approvals.yaml");
  if (approvals !== "") writeFileSync(file, approvals);
  const io = commandIO();
  const directory = ["--directory", join(root, "app"), "--verdict", join(root, "verdict.json")];
  const code = await run(["approve", ...directory, ...parameters], io);
  const isWritten = readdirSync(root).includes("roadbed.approvals.yaml");
  const hide = (text: string): string => text.replaceAll(root, "ROOT").replace(/^error: /gm, "");
  return { code, out: hide(io.out()), err: hide(io.err()), content: isWritten ? readFileSync(file, "utf8") : "" };
}

const REASON = ["--reason", "The queue is empty"];
const APPROVER = ["--approver", "Team"];
const FLAGS = [...REASON, ...APPROVER, "--expires", inDays(30)];

describe("roadbed approve", () => {
  it("adds the change in the verdict to the file in the top directory", async () => {
    const { code, out, content } = await approve([
      id.toLowerCase(),
      ...REASON,
      "--expires",
      inDays(30),
      "--ticket",
      "OPS-1",
    ]);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(`approved ${id} until ${inDays(30)}: ${rule}, ${resource}\n`),
    ]);
    const entry = approval({ approver: "Ada Lovelace", expires: inDays(30), ticket: "OPS-1", commit: "0123abc" });
    expect(parse(content)).toEqual({ approvals: [entry] });
  });

  it("replaces an expired approval", async () => {
    const approvals = approvalsYaml(approval({ expires: inDays(-1) }));
    const { code, content } = await approve([id, ...FLAGS], { approvals });
    expect([code, parse(content)]).toMatchObject([0, { approvals: [{ id, expires: inDays(30), approver: "Team" }] }]);
  });

  it.each<[string, readonly string[], string]>([
    [
      "a misspelled ID",
      ["ABCDEFGH2X", ...FLAGS],
      'ROOT/verdict.json: Unknown approval ID "ABCDEFGH2X". Did you mean "ABCDEFGH23"?',
    ],
    ["an approved ID", ["CCCCCCCCCC", ...FLAGS], "ROOT/verdict.json: CCCCCCCCCC is already approved."],
    ["no reason", [id, ...APPROVER, "--expires", inDays(1)], "--reason: expected the reason for the changes."],
    [
      "a blank reason",
      [id, ...APPROVER, "--reason", " ", "--expires", inDays(1)],
      '--reason: expected the reason for the changes, got " ".',
    ],
    ["no last day", [id, ...REASON, ...APPROVER], "--expires: expected the last day of the approval."],
    [
      "a last day in the past",
      [id, ...REASON, ...APPROVER, "--expires", inDays(-1)],
      `--expires: expected ${inDays(0)} or later, got ${inDays(-1)}.`,
    ],
    [
      "a last day too far ahead",
      [id, ...REASON, ...APPROVER, "--expires", inDays(91)],
      `--expires: expected ${inDays(90)} or earlier, because approvals last at most 90 days, got ${inDays(91)}.`,
    ],
    [
      "no approver",
      [id, ...REASON, "--expires", inDays(1), "--approver", ""],
      '--approver: expected the name of a person or team, got "".',
    ],
  ])("rejects %s", async (_, parameters, message) => {
    expect(await approve(parameters)).toEqual({ code: 2, out: "", err: `${message}\n`, content: "" });
  });

  it.each<[string, string, string]>([
    [
      "an approved change",
      approvalsYaml(approval({ expires: inDays(3) })),
      `ROOT/roadbed.approvals.yaml: ${id} is already approved by Ada until ${inDays(3)}.`,
    ],
    ["an invalid file", "approvals: 3\n", "ROOT/roadbed.approvals.yaml:1:12: approvals: expected an array, got 3."],
  ])("does not change a file with %s", async (_, approvals, message) => {
    expect(await approve([id, ...FLAGS], { approvals })).toMatchObject({
      code: 2,
      err: `${message}\n`,
      content: approvals,
    });
  });

  it.each<[string, string, string]>([
    ["a file", "verdict.json", '--directory: there is no directory "SCRATCH/verdict.json".'],
    ["a missing directory", "nowhere", '--directory: there is no directory "SCRATCH/nowhere".'],
  ])("rejects %s as the directory", async (_, name, message) => {
    writeFileSync(join(scratch, "verdict.json"), JSON.stringify(VERDICT));
    const io = commandIO();
    const directory = ["--directory", join(scratch, name), "--verdict", join(scratch, "verdict.json")];
    expect(await run(["approve", id, ...FLAGS, ...directory], io)).toBe(2);
    expect(io.err().replaceAll(scratch, "SCRATCH")).toBe(`error: ${message}\n`);
  });

  it("rejects a verdict in which two changes have the same ID", async () => {
    const [stack] = VERDICT.stacks;
    const findings = [change, { ...change, rule: "many-deletes" }];
    const verdict = JSON.stringify({ version: 1, stacks: [{ ...stack, findings }] });
    expect((await approve([id, ...FLAGS], { verdict })).err).toMatch(
      /^ROOT\/verdict\.json:1:\d+: another finding has the same approval ID/,
    );
  });

  it("rejects any other content of the verdict with exit code 2 on one line", async () => {
    const text = JSON.stringify(VERDICT, undefined, 1);
    const file = join(scratch, "fuzzed.json");
    const directory = ["--directory", scratch, "--verdict", file];
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(40), fc.string({ unit: "binary" }), async (from, length, part) => {
        writeFileSync(file, text.slice(0, from) + part + text.slice(from + length));
        const io = commandIO();
        const code = await run(["approve", ...directory, ...FLAGS, "AAAAAAAAAA"], io);
        expect([code, io.err()]).toEqual([2, expect.stringMatching(/^error: [^\n]+\n$/)]);
      }),
      { numRuns: Number(process.env.ROADBED_FUZZ_RUNS ?? 30) },
    );
  });
});
