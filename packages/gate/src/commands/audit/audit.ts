import { setImmediate } from "node:timers/promises";
import { auditFile, type AuditedStack } from "./audit-file";
import { auditReport, type UnusableFile } from "./audit-report";
import { auditText } from "./audit-text";
import { RuleSettingsError } from "../../targets/settings/stack-policies";
import type { ExitCode } from "../../model/exit-codes";
import { failureOf } from "../../failures/failure-of";
import { traceOf } from "../../redaction/error-trace";
import type { PolicyRequest } from "../../targets/settings/load-policies";
import { jsonText } from "../../report/json/json-text";
import { redact } from "../../redaction/redact-report";
import { Scrubber } from "../../redaction/scrubber";
import { styleFor } from "../../terminal/style";
import { distinctPaths } from "../../util/distinct-paths";
import { secretsOfRequest } from "../../redaction/known-secrets";
import type { CommandIO } from "../../terminal/command-io";

export interface AuditRequest extends PolicyRequest {
  readonly output: "text" | "json";
  readonly quiet: boolean;
  readonly color: boolean;
  readonly debug: boolean;
}

/** The version of the JSON report. Within one, fields are added, never removed or given another meaning. */
const REPORT_VERSION = 1;

/**
 * Judges exported states, one file after the other: a file that cannot be used is named, and the others are judged.
 *
 * @returns the exit code
 * @throws RuleSettingsError if the request itself is wrong
 */
export async function audit(
  files: readonly string[],
  request: AuditRequest,
  { stdout, stderr, signal }: CommandIO,
): Promise<ExitCode> {
  const secrets = secretsOfRequest({ config: {}, passEnvironment: [] }, process.env);
  const stacks: AuditedStack[] = [];
  const unusable: UnusableFile[] = [];
  for (const file of distinctPaths(files)) {
    // Judging is one long step: only between two files does a signal get its turn.
    await setImmediate();
    signal.throwIfAborted();
    try {
      stacks.push(await auditFile(file, request, secrets));
    } catch (error) {
      if (error instanceof RuleSettingsError) throw error;
      if (request.debug) stderr.write(traceOf(error));
      unusable.push({ file, failure: failureOf(error) });
    }
  }
  const report = redact(auditReport(stacks, unusable), new Scrubber(secrets));
  stdout.write(
    request.output === "json"
      ? jsonText({ version: REPORT_VERSION, ...report })
      : auditText(report, { style: styleFor(stdout, request.color), quiet: request.quiet }),
  );
  return report.exitCode;
}
