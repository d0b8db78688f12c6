import { writeFileSync } from "node:fs";
import type { Destination, Format } from "./destinations";
import type { ExitCode, Failure } from "./exit-codes";
import type { OutputStream } from "./output-stream";
import { jsonReport } from "./report/json";
import { redact } from "./report/redact";
import type { Scrubber } from "./report/secrets";
import { plain, styleFor, type Style } from "./report/style";
import { oneLine } from "./report/terminal";
import { textReport } from "./report/text";
import { judge, type StackRun, type Verdict } from "./verdict";

export interface DeliveryOptions {
  readonly destinations: readonly Destination[];
  readonly scrubber: Scrubber;
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/**
 * Judges the runs and writes every report. A report that cannot be written is a failure of the run, which the reports
 * written after it show: standard output comes last.
 */
export function deliver(runs: readonly StackRun[], failures: readonly Failure[], options: DeliveryOptions): ExitCode {
  const all = [...failures];
  const verdictNow = (): Verdict => redact(judge(runs, all, options), options.scrubber);
  for (const { format, file } of options.destinations) {
    if (file === undefined) continue;
    try {
      writeFileSync(file, render(verdictNow(), format, plain, false));
    } catch (error) {
      const { code = "unknown error" } = error as NodeJS.ErrnoException;
      all.push({ reason: "error", message: `The report ${file} cannot be written (${code}).` });
    }
  }
  const verdict = verdictNow();
  const onStdout = options.destinations.find(({ file }) => file === undefined)?.format;
  writeToTerminal(verdict, onStdout, options);
  return verdict.exitCode;
}

/** Where people read no report, because it is for machines or because there is no plan to show, they get the sentences. */
function writeToTerminal(verdict: Verdict, onStdout: Format | undefined, options: DeliveryOptions): void {
  const { stdout, stderr, color, quiet } = options;
  const readable = onStdout === "text" && verdict.stacks.some(({ engine }) => engine !== undefined);
  if (onStdout !== undefined && (readable || onStdout !== "text"))
    stdout.write(render(verdict, onStdout, styleFor(stdout, color), quiet));
  if (!readable)
    for (const sentence of sentences(verdict))
      stderr.write(`${styleFor(stderr, color)("red", "error:")} ${sentence}\n`);
}

function sentences({ failures, stacks }: Verdict): string[] {
  return failures.map(({ stack, message }) =>
    oneLine(stack === undefined || stacks.length === 1 ? message : `${stack}: ${message}`),
  );
}

function render(verdict: Verdict, format: Format, style: Style, quiet: boolean): string {
  switch (format) {
    case "text":
      return textReport(verdict, { style, quiet });
    case "json":
      return jsonReport(verdict);
  }
}
