import type { PlanToVerify } from "../../evaluate/saved-plan/verify-plan";
import { failuresOf } from "../../failures/failure-of";
import { rejectConflicts } from "../../flags/conflicts";
import type { ExitCode } from "../../model/exit-codes";
import type { Failure } from "../../model/failure";
import { readDestinations } from "../../output/destinations";
import { progressOn } from "../../output/progress";
import { writeReports } from "../../output/write-reports";
import { Bases } from "../../preview/base/bases";
import { KnownSecrets } from "../../redaction/known-secrets";
import { Scrubber } from "@roadbed/plan";
import type { CommandIO } from "../../terminal/command-io";
import { defined } from "../../util/defined";
import { distinctPaths } from "../../util/distinct-paths";
import { inParallel } from "../../util/in-parallel";
import type { StackRun } from "../../verdict/stack-run";
import { checkDirectory } from "./check-directory";
import type { CheckContext } from "./check-run";
import { CHECK_FLAGS, type CheckRequest } from "./flags";

/**
 * Previews and checks every stack, and writes the reports.
 *
 * @param planToVerify - a saved plan that must still match
 * @returns the exit code
 * @throws CommandError if the request itself is invalid, in which case no report is written
 */
export async function check(
  request: CheckRequest,
  { stdout, stderr, signal }: CommandIO,
  planToVerify?: PlanToVerify,
): Promise<ExitCode> {
  const destinations = readDestinations(request.outputs);
  const directories = distinctPaths(request.directories);
  rejectConflicts(CHECK_FLAGS, request, directories);
  const progress = progressOn(stderr, directories.length, request.quiet);
  const secrets = new KnownSecrets(request, process.env);
  const bases = new Bases(request, process.env, signal);
  const context: CheckContext = {
    ...{ request, stderr, signal, progress, bases, secrets },
    ...defined({ planToVerify }),
  };
  let runs: readonly StackRun[] = [];
  const failures: Failure[] = [];
  try {
    runs = await inParallel(directories, request.concurrency, (directory) => checkDirectory(directory, context));
  } catch (error) {
    failures.push(...failuresOf(error));
  } finally {
    progress.close();
    await bases.close();
  }
  return writeReports(runs, failures, {
    ...request,
    requireChanges: request.require === "changes",
    ...{ destinations, stdout, stderr, scrubber: new Scrubber(secrets) },
  });
}
