import { run } from "./cli";
import { CommandError } from "../failures/command-error";
import { EXIT_CODES } from "../model/exit-codes";
import { failureOf } from "../failures/failure-of";
import { errorLine } from "../redaction/error-line";
import { environmentSecrets } from "../redaction/known-secrets";
import { traceOf } from "../redaction/error-trace";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs the command line of this process and sets its exit code. */
export async function main(): Promise<void> {
  const cancellation = new AbortController();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A second signal exits at once. Exit handlers of this process kill the programs.
      if (cancellation.signal.aborted) process.exit(EXIT_CODES.canceled.code);
      cancellation.abort(new CommandError("canceled", `The command was canceled by ${signal}.`));
    });
  }
  process.on("uncaughtException", (error) => {
    process.stderr.write(errorLine(failureOf(error).message));
    if (process.argv.includes("--debug")) process.stderr.write(traceOf(error, environmentSecrets()));
    process.exit(EXIT_CODES.error.code);
  });
  // The reader of a pipe, such as `head`, may close the pipe before the report ends. The exit code stays the same.
  for (const [stream, name] of [
    [process.stdout, "standard output"],
    [process.stderr, "standard error"],
  ] as const)
    stream.on("error", (error: NodeJS.ErrnoException) => {
      const { code = "unknown error" } = error;
      if (code === "EPIPE") {
        // A command that has written its report has ended. `roadbed watch` would go on without a reader.
        cancellation.abort(new CommandError("canceled", `The reader of ${name} has ended.`));
        return;
      }
      throw new CommandError("file-not-writable", `Cannot write to ${name} (${code}).`, { cause: error });
    });
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: cancellation.signal,
  });
}
