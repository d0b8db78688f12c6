import { redact } from "../redaction/redact-report";
import { widthOf } from "../report/text/layout";
import { sourceLines } from "../report/text/source-lines";
import { textReport, type TextOptions } from "../report/text/text-report";
import { displayPath } from "../terminal/display-path";
import { oneLine } from "../terminal/escape";
import type { OutputStream } from "../terminal/output-stream";
import { styleFor, type Style } from "../terminal/style";
import type { CheckedStack } from "./repeated-check";
import { compareVerdicts, type EvaluatedVerdict } from "./verdict-changes";
import { changesText, failureText, headerLine } from "./watch-text";

/** Options for `VerdictDisplay`. */
export interface DisplayOptions {
  readonly directory: string;
  readonly color: boolean;
}

/** Prints the first verdict in full, and what changed in each later one. */
export class VerdictDisplay {
  readonly #stdout: OutputStream;
  readonly #style: Style;
  readonly #directory: string;
  readonly #now: () => Date;
  /** The last verdict on a program that did not fail. */
  #last: EvaluatedVerdict | undefined;

  constructor(stdout: OutputStream, { directory, color }: DisplayOptions, now: () => Date = () => new Date()) {
    this.#stdout = stdout;
    this.#style = styleFor(stdout, color);
    this.#directory = directory;
    this.#now = now;
  }

  /** Prints what is watched. */
  started(): void {
    const place = displayPath(this.#directory);
    this.#stdout.write(`Watching ${place === "" ? "this directory" : oneLine(place)}. Press Ctrl+C to stop.\n`);
  }

  /** @param changed - the files that changed. Empty for the first check */
  async show({ verdict, plan, scrubber }: CheckedStack, changed: readonly string[]): Promise<void> {
    const header = changed.length === 0 ? "" : `${headerLine(this.#now(), changed, this.#style)}\n`;
    const options: TextOptions = {
      ...{ style: this.#style, width: widthOf(this.#stdout), quiet: false, advisories: false },
      sourceLine: sourceLines(scrubber),
    };
    const hasFailed = plan === undefined || plan.result === "failed";
    if (hasFailed) {
      this.#write(header + failureText(verdict, options));
      return;
    }
    const before = this.#last;
    this.#last = { verdict, plan };
    if (before === undefined) {
      const { outcome, exitCode, failures } = verdict;
      const report = { outcome, exitCode, failures, strict: false, stacks: [verdict] };
      this.#write(header + textReport(report, options));
      return;
    }
    const changes = redact(await compareVerdicts(this.#last, before), scrubber);
    this.#write(header + changesText(verdict, changes, before.verdict, options));
  }

  #write(text: string): void {
    this.#stdout.write(`\n${text}`);
  }
}
