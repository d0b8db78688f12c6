import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Verdict } from "../src/model/verdict";
import { fixture, roadbed } from "./roadbed";

// The programs run concurrently.
jest.setTimeout(60_000);

const scratch = mkdtempSync(join(tmpdir(), "roadbed-check-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Some tests need /proc or /dev/full. */
const onLinux = process.platform === "linux" ? it.concurrent : it.concurrent.skip;

const verdictIn = (json: string): Verdict => JSON.parse(json) as Verdict;

/** Returns the command lines of all processes. */
function processes(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return ""; // the process has ended
      }
    });
}

const isRunning = (mark: string): boolean => processes().some((commandLine) => commandLine.includes(mark));

/** Waits until no process is running. A killed process is still listed for a moment; one that was not killed never ends. */
async function ended(mark: string): Promise<void> {
  while (isRunning(mark)) await setTimeout(50);
}

describe("roadbed check", () => {
  it.concurrent("passes a program and reports that changes were not evaluated", async () => {
    const { code, stdout, stderr } = await roadbed(["check"], { directory: fixture("passes") });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "passes/dev  (., 4 resources)",
      "",
      "pulumi:providers:aws default  ! 1 advisory, shown by --advisories: aws-provider-region-set",
      "",
    ]);
    expect(stdout).toMatch(/^changes {5}NOT evaluated: .*\nRun .*\nPASSED passes\/dev \(exit code 0\)\n$/m);
  });

  it.concurrent("fails with --strict if changes were not evaluated", async () => {
    const { code, stdout } = await roadbed(["check", fixture("passes"), "--strict", "--quiet"]);
    expect(code).toBe(11);
    expect(stdout).toMatch(/^INCOMPLETE passes\/dev \(exit code 11\): Not evaluated: there is no prior state/m);
  });

  it.concurrent("reports the rule, line, value and remedy of a violation", async () => {
    const { code, stdout } = await roadbed(["check", fixture("violates")]);
    expect(code).toBe(5);
    expect(stdout).toContain('testdata/violates/index.js:3  aws:ecr:Repository app │ new Repository("app", {');
    expect(stdout).toMatch(
      /^ {2}✗ ecr-scan-on-push \(high\): .*\s+\(imageScanningConfiguration\.scanOnPush = false\)$/m,
    );
    expect(stdout).toContain("    → Set imageScanningConfiguration: { scanOnPush: true }.");
  });

  it.concurrent("checks several stacks, writes all reports and exits with the lowest code", async () => {
    const json = join(scratch, "several.json");
    const text = join(scratch, "several.txt");
    const { code, stdout, stderr } = await roadbed(
      ["check", "passes", "violates", "nowhere", "./passes", "-o", `json=${json}`, "-o", `text=${text}`],
      { directory: fixture(".") },
    );
    expect([code, stderr]).toEqual([2, ""]);
    expect(readFileSync(text, "utf8")).toBe(stdout);
    expect(stdout).toMatch(/^FAILED 3 stacks: 1 failed, 1 blocked, 1 passed \(exit code 2\)$/m);
    expect(
      verdictIn(readFileSync(json, "utf8")).stacks.map(({ directory, exitCode }) => [directory, exitCode]),
    ).toEqual([
      ["passes", 0],
      ["violates", 5],
      ["nowhere", 2],
    ]);
  });

  it.concurrent("writes only JSON to standard output with -o json, without secrets and control characters", async () => {
    const { code, stdout, stderr } = await roadbed(["check", fixture("hostile"), "-o", "json"]);
    const [stack] = verdictIn(stdout).stacks;
    expect(code).toBe(5);
    expect(stderr).toBe("error: 1 violation of mandatory policies.\n");
    expect(stack?.resources.at(-1)?.name).toBe("x\u001b[1A\u202e[secret]");
    expect(stdout + stderr).not.toMatch(/correct-horse|AKIA|[^\P{Cc}\n]|\p{Cf}/u);
  });

  it.concurrent("marks and escapes the output of a hostile program", async () => {
    const { stdout } = await roadbed(["check", fixture("hostile")]);
    expect(stdout).toContain("\n  │ ::error::the gate is broken\n  │ the password is [secret]\n  │ [secret]\n");
    expect(stdout).not.toMatch(/correct-horse|AKIA|[^\P{Cc}\n]|\p{Cf}|^\s*::/mu);
  });

  onLinux("writes its report even if a file cannot be written", async () => {
    const { code, stdout } = await roadbed(["check", fixture("passes"), "-o", "json=/dev/full"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAILED .*\(exit code 1\): Cannot write the report \/dev\/full \(ENOSPC\)\.$/m);
  });

  onLinux.each(["SIGINT", "SIGTERM"] as const)("writes its reports and leaves no process after %s", async (signal) => {
    const mark = `roadbed-test-${signal}-${process.pid}`;
    const json = join(scratch, `${signal}.json`);
    let pid = 0;
    const ending = roadbed(["check", fixture("hangs"), "-o", `json=${json}`], {
      environment: { ROADBED_TEST_MARK: mark },
      onStarted: (id) => (pid = id),
    });
    while (!isRunning(mark)) await setTimeout(50);
    process.kill(pid, signal);
    const { code, stdout, stderr } = await ending;
    expect([code, stderr]).toEqual([8, ""]);
    expect(stdout).toContain(`\nFAILED hangs/dev (exit code 8): The command was canceled by ${signal}.\n`);
    const verdict = verdictIn(readFileSync(json, "utf8"));
    expect(verdict).toMatchObject({ outcome: "failed", exitCode: 8, failures: [{ code: "canceled" }] });
    // The program had registered the resource.
    expect(verdict.stacks[0]?.resources.map(({ name }) => name)).toContain("first");
    expect(verdict.stacks[0]?.coverage.policies).toBe("some");
    await ended(mark);
  });

  onLinux("ends processes in their own session when the program has ended", async () => {
    const mark = `roadbed-test-detached-${process.pid}`;
    const { code, stdout } = await roadbed(["check", fixture("detached-process"), "-o", "json"], {
      environment: { ROADBED_TEST_MARK: mark },
    });
    expect([code, stdout.includes("first")]).toEqual([0, true]);
    await ended(mark);
  });

  onLinux("leaves no process after a timeout", async () => {
    const mark = `roadbed-test-timeout-${process.pid}`;
    const { code } = await roadbed(["check", fixture("hangs"), "--timeout", "3"], {
      environment: { ROADBED_TEST_MARK: mark },
    });
    expect(code).toBe(9);
    await ended(mark);
  });
});
