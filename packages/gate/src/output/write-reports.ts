import type { ExitCode } from "../model/exit-codes";
import type { Failure } from "../model/failure";
import type { Verdict } from "../model/verdict";
import { redact } from "../redaction/redact-report";
import type { Scrubber } from "@roadbed/plan";
import { renderReport, type Format } from "../report/formats";
import { DEFAULT_WIDTH, widthOf } from "../report/text/layout";
import { sourceLines } from "../report/text/source-lines";
import { oneLine } from "../terminal/escape";
import type { OutputStream } from "../terminal/output-stream";
import { plain, styleFor } from "../terminal/style";
import type { StackRun } from "../verdict/stack-run";
import { buildVerdict, type VerdictOptions } from "../verdict/build-verdict";
import { writeWhole } from "../util/write-whole";
import type { Destination } from "./destinations";

/** Options for writing and formatting reports. */
export interface ReportOptions extends VerdictOptions {
  readonly destinations: readonly Destination[];
  readonly scrubber: Scrubber;
  readonly quiet: boolean;
  readonly advisories: boolean;
  readonly color: boolean;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/**
 * Writes the verdict on several runs in every requested format. A report that cannot be written is a failure of the
 * run, and all reports that are written later include this failure. The report on standard output is written last.
 */
export function writeReports(
  runs: readonly StackRun[],
  failures: readonly Failure[],
  options: ReportOptions,
): ExitCode {
  const verdictWith = (runFailures: readonly Failure[]): Verdict =>
    redact(buildVerdict(runs, runFailures, options), options.scrubber);
  const { advisories, scrubber } = options;
  const fileOptions = {
    style: plain,
    width: DEFAULT_WIDTH,
    quiet: false,
    advisories,
    sourceLine: sourceLines(scrubber),
  };
  const unwritten: Failure[] = [];
  let verdict = verdictWith(failures);
  for (const { format, file } of options.destinations) {
    if (file === undefined) continue;
    const failure = writeReport(file, renderReport(verdict, format, fileOptions));
    if (failure === undefined) continue;
    unwritten.push(failure);
    verdict = verdictWith([...failures, ...unwritten]);
  }
  const onStdout = options.destinations.find(({ file }) => file === undefined)?.format;
  writeToTerminal(verdict, onStdout, options);
  return verdict.exitCode;
}

function writeReport(file: string, report: string): Failure | undefined {
  try {
    writeWhole(file, report);
    return undefined;
  } catch (error) {
    const { code: reason = "unknown error" } = error as NodeJS.ErrnoException;
    return { code: "file-not-writable", message: `Cannot write the report ${file} (${reason}).` };
  }
}

/**
 * Writes the report to standard output. If it is not a text report of a plan, also prints the failures to standard
 * error.
 */
function writeToTerminal(verdict: Verdict, onStdout: Format | undefined, options: ReportOptions): void {
  const { stdout, stderr, color, quiet, advisories, scrubber } = options;
  const isReadable = onStdout === "text" && verdict.stacks.some(({ engine }) => engine !== undefined);
  if (onStdout !== undefined && (isReadable || onStdout !== "text"))
    stdout.write(
      renderReport(verdict, onStdout, {
        ...{ style: styleFor(stdout, color), width: widthOf(stdout), quiet, advisories },
        sourceLine: sourceLines(scrubber),
      }),
    );
  if (!isReadable)
    for (const line of failureLines(verdict)) stderr.write(`${styleFor(stderr, color)("red", "error:")} ${line}\n`);
}

function failureLines({ failures, stacks }: Verdict): string[] {
  return failures.map(({ stack, message }) =>
    oneLine(stack === undefined || stacks.length === 1 ? message : `${stack}: ${message}`),
  );
}
