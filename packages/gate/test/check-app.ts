import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../src/cli/cli";
import type { StackVerdict, Verdict } from "../src/model/verdict";
import type { TestRepository } from "./repository";
import { commandIO } from "./command-io";

/** The result of checking one stack. */
export interface CheckResult {
  readonly code: number;
  readonly stack: StackVerdict;
  /** The text report. */
  readonly text: string;
  readonly err: string;
}

/** Checks the program of a repository. The text report and the verdict belong to the same run. */
export async function checkApp(repository: TestRepository, ...parameters: readonly string[]): Promise<CheckResult> {
  const io = commandIO();
  const report = join(repository.root, ".git", "report.json");
  const outputs = ["-o", "text", "-o", `json=${report}`];
  const code = await run(["check", join(repository.root, "app"), ...outputs, ...parameters], io);
  const [stack] = (JSON.parse(readFileSync(report, "utf8")) as Verdict).stacks;
  if (stack === undefined) throw new Error(io.err());
  return { code, stack, text: io.out(), err: io.err() };
}
