import { Scrubber } from "@roadbed/plan";
import { blockedRun, verdictOf } from "../../test/verdicts";
import { redact } from "./redact-report";

describe("redact", () => {
  it("hides a secret in every field that the program controls", () => {
    const secret = "hunter2hunter2";
    const verdict = verdictOf({
      ...blockedRun,
      directory: `stacks/${secret}`,
      output: { stdout: secret, stderr: secret },
      result: { failures: [{ code: "program-failed", message: `It failed at ${secret}.` }] },
    });
    expect(JSON.stringify(redact(verdict, new Scrubber([secret])))).not.toContain(secret);
  });

  it("keeps names that contain a common word that is also a secret", () => {
    const names = { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::api", name: "api", file: "src/api.ts", line: 3 };
    expect(redact({ ...names, message: "the api is public" }, new Scrubber(["api"]))).toEqual({
      ...names,
      message: "the [secret] is public",
    });
  });

  it("truncates a value only after it has hidden the secrets in it", () => {
    const value = `"${"x".repeat(150)} correct-horse-battery"`;
    const { value: shown } = redact({ value }, new Scrubber(["correct-horse-battery"]));
    expect(shown).toMatch(/^"x+ \[secret\]?…?/);
    expect(shown).not.toContain("correct");
    expect(redact({ value: "y".repeat(500) }, new Scrubber([])).value).toHaveLength(161);
  });

  it("keeps the strings of the gate, even if a program declares them as secrets", () => {
    const words = [
      "blocked",
      "passed",
      "none",
      "state",
      "mandatory",
      "violation",
      "sg-world-admin-ports",
      "create",
      "Close it.",
    ];
    const { outcome, stacks } = redact(verdictOf(blockedRun), new Scrubber(words));
    expect(outcome).toBe("blocked");
    expect(stacks[0]?.findings[0]).toMatchObject({
      rule: "sg-world-admin-ports",
      level: "mandatory",
      kind: "violation",
      remedy: "Close it.",
    });
    expect(stacks[0]?.resources[0]?.operation).toBe("create");
    expect(stacks[0]?.coverage).toMatchObject({ priorState: "none", policies: "some" });
    expect(stacks[0]?.counts.changes).toEqual({ create: 4 });
  });
});
