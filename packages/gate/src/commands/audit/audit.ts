import { setImmediate } from "node:timers/promises";
import { auditFile, type AuditedStack } from "./audit-file";
import { auditReport, type UnusableFile } from "./audit-report";
import { auditText } from "./audit-text";
import type { AuditRequest } from "./flags";
import { RuleSettingsError } from "../../targets/settings/stack-policies";
import type { ExitCode } from "../../model/exit-codes";
import { failuresOf } from "../../failures/failure-of";
import { traceOf } from "../../redaction/error-trace";
import { jsonText } from "../../report/json/json-text";
import { widthOf } from "../../report/text/layout";
import { redact } from "../../redaction/redact-report";
import { Scrubber } from "@roadbed/plan";
import { styleFor } from "../../terminal/style";
import { distinctPaths } from "../../util/distinct-paths";
import { environmentSecrets } from "../../redaction/known-secrets";
import type { CommandIO } from "../../terminal/command-io";

/** The version of the JSON report. Within a version, fields are only added. */
const REPORT_VERSION = 1;

/**
 * Evaluates exported states, one file after the other. A file that cannot be used is listed, and the other files are
 * still evaluated.
 *
 * @returns the exit code
 * @throws RuleSettingsError if the settings on the command line are invalid
 */
export async function audit(
  files: readonly string[],
  request: AuditRequest,
  { stdout, stderr, signal }: CommandIO,
): Promise<ExitCode> {
  const secrets = environmentSecrets();
  const stacks: AuditedStack[] = [];
  const unusable: UnusableFile[] = [];
  for (const file of distinctPaths(files)) {
    // Signals are handled only here, between two files, because the evaluation is synchronous.
    await setImmediate();
    signal.throwIfAborted();
    try {
      stacks.push(await auditFile(file, request, secrets));
    } catch (error) {
      if (error instanceof RuleSettingsError) throw error;
      if (request.debug) stderr.write(traceOf(error, secrets));
      unusable.push(...failuresOf(error).map((failure) => ({ file, failure })));
    }
  }
  const report = redact(auditReport(stacks, unusable), new Scrubber(secrets));
  stdout.write(
    request.output === "json"
      ? jsonText({ version: REPORT_VERSION, ...report })
      : auditText(report, {
          ...{ style: styleFor(stdout, request.color), width: widthOf(stdout) },
          ...{ quiet: request.quiet, advisories: request.advisories },
        }),
  );
  return report.exitCode;
}
