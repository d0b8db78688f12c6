import { Scrubber } from "@roadbed/plan";
import { evaluation, finding, plan, resource } from "../../test/plans";
import { complete } from "../../test/stages";
import { failedRun, verdictOf } from "../../test/verdicts";
import type { StackRun } from "../verdict/stack-run";
import type { CheckedStack } from "./repeated-check";
import { VerdictDisplay } from "./verdict-display";

const bucket = (name: string, acl: string) =>
  resource("aws:s3/bucket:Bucket", name, { acl }, { source: { file: "index.ts", line: 4 } });

function checked(run: StackRun): CheckedStack {
  const [verdict] = verdictOf(run).stacks;
  if (verdict === undefined) throw new Error("expected a stack");
  return { verdict, scrubber: new Scrubber([]), ...("stage" in run.result && { plan: run.result.plan }) };
}

/** Returns the check of a stack with buckets, of which the public ones violate a rule. */
function withBuckets(buckets: Readonly<Record<string, string>>): CheckedStack {
  const resources = Object.entries(buckets).map(([name, acl]) => bucket(name, acl));
  const findings = resources
    .filter(({ inputs }) => inputs.acl !== "private")
    .map((violating) => finding(violating, { rule: "s3-private", path: "acl" }));
  const result = complete({ plan: plan(resources), evaluation: evaluation(findings) });
  const output = { stdout: "", stderr: "" };
  return checked({ directory: "shop", project: "shop", stack: "dev", output, durationSeconds: 1.26, result });
}

describe("the display of repeated verdicts", () => {
  /** Returns what is printed for the last of several checks. */
  async function printed(...checks: readonly CheckedStack[]): Promise<string> {
    let text = "";
    const stdout = { write: (part: string) => (text = part) };
    const time = new Date(2027, 0, 31, 9, 5, 7);
    const display = new VerdictDisplay(stdout, { directory: ".", color: false }, () => time);
    for (const [index, check] of checks.entries()) await display.show(check, index === 0 ? [] : ["index.ts"]);
    return text;
  }

  it("prints the first verdict in full", async () => {
    expect(await printed(withBuckets({ logs: "private" }))).toContain("engine      embedded");
  });

  it("prints new and fixed findings, changed resources, and the outcome of later verdicts", async () => {
    const before = withBuckets({ logs: "public-read", data: "private", old: "private" });
    const now = withBuckets({ logs: "private", data: "public-read", fresh: "private" });
    expect(await printed(before, now)).toMatchInlineSnapshot(`
"
── 09:05:07  index.ts changed
 ~ aws:s3:Bucket logs  changed: acl
 ~ aws:s3:Bucket data  changed: acl
 + aws:s3:Bucket fresh  added
 - aws:s3:Bucket old  removed
shop/index.ts:4  aws:s3:Bucket data
  ✗ s3-private (high): something is not so (acl = "public-read")
    → Make it so.
✓ s3-private  fixed: aws:s3:Bucket logs
BLOCKED shop/dev, 1 new, 1 fixed, 4 resources changed, 1.3 s (exit code 5): 1 violation of mandatory policies.
"
`);
  });

  it("prints one line if nothing changed, not even for a finding with another value", async () => {
    const text = await printed(withBuckets({ logs: "public-read" }), withBuckets({ logs: "public-read" }));
    expect(text).toMatch(
      /^\n── 09:05:07 {2}index\.ts changed\nBLOCKED shop\/dev, no changes, 1\.3 s \(exit code 5\).*\n$/,
    );
  });

  it("prints the error of a program that fails, and then compares with the last program that did not fail", async () => {
    const good = withBuckets({ logs: "private" });
    const failed = await printed(good, checked(failedRun));
    expect(failed).toMatch(/FAILED .* \(exit code \d+\)/);
    expect(failed).not.toContain("fixed");
    const fixed = await printed(good, checked(failedRun), withBuckets({ logs: "private" }));
    expect(fixed).toContain("no changes");
  });
});
