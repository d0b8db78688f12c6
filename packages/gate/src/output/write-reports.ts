import { writeFileSync } from "node:fs";
import type { Destination, Format } from "./destinations";
import type { ExitCode, Failure } from "../model/exit-codes";
import type { OutputStream } from "../terminal/output-stream";
import { jsonReport } from "../report/json/json-report";
import { redact } from "../redaction/redact-report";
import type { Scrubber } from "../redaction/scrubber";
import { plain, styleFor, type Style } from "../terminal/style";
import { oneLine } from "../terminal/escape";
import { textReport } from "../report/text/text-report";
import { judge, type StackRun, type Verdict } from "../verdict/verdict";

export interface DeliveryOptions {
  readonly destinations: readonly Destination[];
  readonly scrubber: Scrubber;
  readonly strict: boolean;
  readonly requireChanges: boolean;
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
  const judged = (all: readonly Failure[]): Verdict => redact(judge(runs, all, options), options.scrubber);
  const unwritten: Failure[] = [];
  let verdict = judged(failures);
  for (const { format, file } of options.destinations) {
    const failure = file === undefined ? undefined : writeReport(file, render(verdict, format, plain, false));
    if (failure === undefined) continue;
    unwritten.push(failure);
    verdict = judged([...failures, ...unwritten]);
  }
  const onStdout = options.destinations.find(({ file }) => file === undefined)?.format;
  writeToTerminal(verdict, onStdout, options);
  return verdict.exitCode;
}

function writeReport(file: string, text: string): Failure | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    return { reason: "error", message: `The report ${file} cannot be written (${code}).` };
  }
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
