import type { Operation, PlanGaps } from "@roadbed/plan";
import type { TypeProblem } from "@roadbed/plan/preview";
import type { Complete } from "../evaluate/stages";
import type { Failure } from "../model/failure";
import type { FailureCode } from "../model/failure-codes";
import type { CoverageGap, Counts } from "../model/verdict";
import { isFailureReason } from "../preview/program-failure";
import { counted } from "../util/counted";
import { lookupName } from "./lookup-name";

/**
 * Returns the reasons why a stack does not pass.
 *
 * @param fatalGaps - the coverage gaps that count as failures
 */
export function stackFailures(
  { plan, evaluation, typeErrors = [], failures: earlierFailures }: Complete,
  fatalGaps: readonly CoverageGap[],
): Failure[] {
  const failures: Failure[] = [...earlierFailures];
  const isStopped = earlierFailures.some(({ code }) => code === "timeout" || code === "canceled");
  if (plan.result === "failed" && !isStopped) {
    const error = plan.diagnostics.find(isFailureReason)?.message ?? "";
    const code = codeOf(error);
    failures.push({ code, message: headline(error) + (code === "program-failed" ? lookupRemedy(plan.gaps) : "") });
  }
  if (typeErrors[0] !== undefined)
    failures.push({ code: "type-error", message: typeErrorMessage(typeErrors[0], typeErrors.length) });
  const mandatory = evaluation.findings.filter(({ level }) => level === "mandatory");
  const failingRules = new Set(mandatory.filter(({ kind }) => kind === "error").map(({ rule }) => rule));
  if (failingRules.size > 0)
    failures.push({ code: "rule-error", message: `These rules threw an error: ${[...failingRules].join(", ")}.` });
  const blocking = mandatory.filter(({ kind }) => kind === "violation");
  const violations = blocking.filter(({ change }) => change === undefined).length;
  if (violations > 0)
    failures.push({
      code: "policy-violation",
      message: `${counted(violations, "violation")} of mandatory policies.`,
    });
  const changes = blocking.length - violations;
  if (changes > 0)
    failures.push({ code: "change-not-approved", message: `${counted(changes, "change")} must be approved.` });
  for (const { message } of fatalGaps) failures.push({ code: "not-evaluated", message: `Not evaluated: ${message}.` });
  return failures;
}

/** Returns the remedy for a failure that an unknown lookup result can have caused. */
function lookupRemedy({ unansweredLookups }: PlanGaps): string {
  if (unansweredLookups.length === 0) return "";
  const names = [...new Set(unansweredLookups.map(lookupName))];
  const hasTemplate = unansweredLookups.some(({ answer }) => answer !== undefined);
  const remedy = hasTemplate ? "add the entry that the report contains to roadbed.context.json, or record" : "record";
  return ` There is no result for ${names.join(", ")}. If the program needs it, ${remedy} it with --engine pulumi --record-context.`;
}

/** The operations that change nothing, as `pulumi preview --expect-no-changes` counts them. */
const UNCHANGED: readonly string[] = ["same", "read"] satisfies readonly Operation[];

/** Returns a failure if a plan contains changes. As in the Pulumi CLI, changed stack outputs do not count. */
export function unexpectedChanges(counts: Counts["changes"]): readonly Failure[] {
  const changes = Object.entries(counts).filter(([operation]) => !UNCHANGED.includes(operation));
  if (changes.length === 0) return [];
  const list = changes.map(([operation, count]) => `${count} ${operation}`).join(", ");
  return [{ code: "changes-not-expected", message: `Expected no changes, got ${list}.` }];
}

function typeErrorMessage(first: TypeProblem, count: number): string {
  const { file, line = 0, column = 0, message } = first;
  const position = file === undefined ? "" : `${file}:${line}:${column}: `;
  const start = count === 1 ? "1 type error" : `${count} type errors. The first one`;
  return `${start}: ${position}${onOneLine(message.split("\n")[0] ?? "")}`;
}

/** The beginning of the SDK's message about a missing configuration value. */
const MISSING_CONFIGURATION = "Missing required configuration variable";

function codeOf(error: string): FailureCode {
  return error.startsWith(MISSING_CONFIGURATION) ? "configuration-invalid" : "program-failed";
}

/** The SDK's line above an error that the program did not handle. */
const UNHANDLED = /^Running program '.*' failed with an unhandled exception:$/;
/** Matches the first line of an error. The excerpt of a syntax error precedes it. */
const ERROR_LINE = /^[\w$.]*(?:Error|Exception)\b/;
/** Matches the CLI's message about a protected resource, which continues on the second line. */
const PROTECTED_RESOURCE = /^unable to (?:delete|replace) resource /;
/** The number of lines of the SDK's message about a missing configuration value. The second line is the remedy. */
const MISSING_CONFIGURATION_LINES = 2;

/** Returns the first line of an error. The diagnostics contain the complete error. */
function headline(error: string): string {
  const lines = error
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !UNHANDLED.test(line));
  if (error.startsWith(MISSING_CONFIGURATION)) return onOneLine(lines.slice(0, MISSING_CONFIGURATION_LINES).join(" "));
  if (PROTECTED_RESOURCE.test(error)) return onOneLine(error);
  const index = Math.max(
    lines.findIndex((line) => ERROR_LINE.test(line)),
    0,
  );
  const [first = "", next = ""] = lines.slice(index);
  if (first.endsWith(":")) return onOneLine(`${first} ${next}`);
  // The excerpt of a syntax error begins with the file and the line.
  const excerpt = index > 0 && /:\d+$/.test(lines[0] ?? "") ? ` (${lines[0]})` : "";
  return onOneLine(first + excerpt);
}

/** The maximum length of an error in a message. The diagnostics contain the complete error. */
const MAX_CHARACTERS = 300;

function onOneLine(message: string): string {
  const line = message.trim().replace(/\s+/g, " ");
  if (line === "") return "The program failed without a message.";
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
}
