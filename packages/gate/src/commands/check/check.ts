import { resolve } from "node:path";
import { Bases } from "../../preview/base/bases";
import { deliver } from "../../output/write-reports";
import { readDestinations } from "../../output/destinations";
import type { ExitCode, Failure } from "../../model/exit-codes";
import { failureOf } from "../../failures/failure-of";
import { inParallel } from "../../util/in-parallel";
import type { OutputStream } from "../../terminal/output-stream";
import { progressOn } from "../../output/progress";
import { Scrubber } from "../../redaction/scrubber";
import { secretsOfRequest } from "../../redaction/known-secrets";
import type { StackRun } from "../../verdict/verdict";
import { checkDirectory, type Context } from "./check-directory";
import { refuseConflicts, type CheckRequest } from "./request";

/** Where a command writes, and what ends it early. */
export interface Surroundings {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly signal: AbortSignal;
}

/**
 * Previews every stack, judges it and writes the reports.
 *
 * @returns the exit code
 * @throws CommandError if the request itself is wrong, so that there is nothing to report
 */
export async function check(request: CheckRequest, { stdout, stderr, signal }: Surroundings): Promise<ExitCode> {
  const destinations = readDestinations(request.outputs);
  const directories = distinct(request.directories);
  refuseConflicts(request, directories);
  const progress = progressOn(stderr, directories.length, request.quiet);
  const secrets = secretsOfRequest(request, process.env);
  const bases = new Bases(request, process.env, signal);
  const context: Context = { request, stderr, signal, progress, bases, secrets };
  let runs: readonly StackRun[] = [];
  const failures: Failure[] = [];
  try {
    runs = await inParallel(directories, request.concurrency, (directory) => checkDirectory(directory, context));
  } catch (error) {
    failures.push(failureOf(error));
  } finally {
    progress.close();
    await bases.close();
  }
  return deliver(runs, failures, { ...request, destinations, stdout, stderr, scrubber: new Scrubber(secrets) });
}

/** Each folder once, however it is spelt. */
function distinct(directories: readonly string[]): readonly string[] {
  const resolved = directories.map((directory) => resolve(directory));
  return directories.filter((_, index) => resolved.indexOf(resolved[index] ?? "") === index);
}
