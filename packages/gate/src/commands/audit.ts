import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { auditFile, type AuditedStack } from "../audit/audit-file";
import { auditReport, type UnusableFile } from "../audit/audit-report";
import { auditText } from "../audit/audit-text";
import { RuleSettingsError } from "../config/stack-policies";
import type { ExitCode } from "../exit-codes";
import { failureOf, traceOf } from "../failure-of";
import type { PolicyRequest } from "../policy-loader";
import { jsonText } from "../report/json";
import { redact } from "../report/redact";
import { Scrubber } from "../report/secrets";
import { styleFor } from "../report/style";
import { secretsOfRequest } from "../secret-texts";
import type { Surroundings } from "./check";

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
  { stdout, stderr, signal }: Surroundings,
): Promise<ExitCode> {
  const secrets = secretsOfRequest({ config: {}, passEnvironment: [] }, process.env);
  const stacks: AuditedStack[] = [];
  const unusable: UnusableFile[] = [];
  for (const file of distinct(files)) {
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

/** Each file once, however it is spelt. */
function distinct(files: readonly string[]): readonly string[] {
  const resolved = files.map((file) => resolve(file));
  return files.filter((_, index) => resolved.indexOf(resolved[index] ?? "") === index);
}
