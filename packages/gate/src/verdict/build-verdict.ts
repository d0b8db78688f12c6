import { exitCodeOf } from "../failures/exit-code-of";
import { exitCodeFor, type Failure } from "../model/failure";
import type { FailureCode } from "../model/failure-codes";
import type { CoverageGap, Outcome, ReportedFailure, StackVerdict, Verdict } from "../model/verdict";
import { defined } from "../util/defined";
import { countsOf, NO_COUNTS } from "./counts";
import { coverageGaps, coverageOf, NO_COVERAGE } from "./coverage";
import {
  approvedChange,
  reportedExemption,
  reportedFindings,
  reportedResources,
  unusedExemption,
} from "./report-model";
import { stackFailures, unexpectedChanges } from "./stack-failures";
import { stackLabel } from "./stack-label";
import type { StackRun } from "./stack-run";

/** Options that select the coverage gaps that fail the check. */
export interface VerdictOptions {
  /** Whether all coverage gaps fail the check. */
  readonly strict: boolean;
  /** Whether changes that were not evaluated fail the check, as they do with `strict`. @default false */
  readonly requireChanges?: boolean;
  /** Whether changes, and changes that were not evaluated, fail the check. @default false */
  readonly expectNoChanges?: boolean;
}

/** The approvals of a stack without a plan. */
const NO_APPROVALS = { approvedFindings: [], unusedApprovals: [] } as const;

/** The codes of failures for which the plan, rather than the program or the gate, is the reason. */
const BLOCKING_CODES: readonly FailureCode[] = [
  "policy-violation",
  "change-not-approved",
  "changes-not-expected",
  "plan-stale",
];

const OUTCOMES_FROM_BEST: readonly Outcome[] = ["passed", "incomplete", "blocked", "failed"];

/**
 * Returns the verdict on several stacks.
 *
 * @param runFailures - failures of the run itself, such as a report that cannot be written
 */
export function buildVerdict(
  runs: readonly StackRun[],
  runFailures: readonly Failure[],
  options: VerdictOptions,
): Verdict {
  const stacks = runs.map((run) => stackVerdict(run, options));
  const reportedRunFailures = runFailures.map((failure) => reportedFailure(failure));
  const failures = [...reportedRunFailures, ...stacks.flatMap((stack) => stack.failures)];
  const outcomes = [outcomeOf(reportedRunFailures, []), ...stacks.map(({ outcome }) => outcome)];
  return {
    outcome: OUTCOMES_FROM_BEST.findLast((outcome) => outcomes.includes(outcome)) ?? "failed",
    exitCode: exitCodeOf(failures),
    failures,
    strict: options.strict,
    stacks,
  };
}

function stackVerdict(
  run: StackRun,
  { strict, requireChanges = false, expectNoChanges = false }: VerdictOptions,
): StackVerdict {
  const { directory, project, stack, output, durationSeconds, result } = run;
  const start = { directory, ...defined({ project, stack }) };
  const end = { output, durationSeconds };
  // Only a completed check has a stage.
  if (!("stage" in result)) {
    const failures = result.failures.map((failure) => reportedFailure(failure, stackLabel(run)));
    return {
      ...start,
      ...{ outcome: outcomeOf(failures, []), exitCode: exitCodeOf(failures), failures },
      ...{ coverage: NO_COVERAGE, gaps: [], counts: NO_COUNTS, findings: [], existingFindings: [] },
      ...{ exemptedFindings: [], unusedExemptions: [], ...NO_APPROVALS, resources: [], diagnostics: [] },
      ...end,
    };
  }
  const { plan, evaluation, policies, existing, exempted, unusedExemptions, approvals, typeErrors, commit, evidence } =
    result;
  const counts = countsOf(plan, evaluation, existing);
  const gaps = coverageGaps(result, counts.undecided.mandatory);
  const isFatal = ({ kind }: CoverageGap): boolean =>
    strict || ((requireChanges || expectNoChanges) && kind === "changes");
  const failures = [
    ...stackFailures(result, gaps.filter(isFatal)),
    ...(expectNoChanges && plan.priorState !== "none" ? unexpectedChanges(counts.changes) : []),
  ].map((failure) => reportedFailure(failure, stackLabel(run)));
  return {
    ...start,
    engine: plan.engine,
    outcome: outcomeOf(failures, gaps),
    exitCode: exitCodeOf(failures),
    failures,
    coverage: coverageOf(result, gaps),
    gaps,
    counts,
    findings: reportedFindings(plan, evaluation.findings, policies, { ...approvals, ...defined({ evidence }) }),
    existingFindings: reportedFindings(plan, existing, policies),
    exemptedFindings: exempted.map(reportedExemption),
    unusedExemptions: unusedExemptions.map(unusedExemption),
    approvedFindings: approvals.approved.map(approvedChange),
    unusedApprovals: approvals.unused,
    resources: reportedResources(plan),
    diagnostics: plan.diagnostics,
    ...defined({ outputChanges: plan.outputChanges, typeErrors, commit }),
    ...end,
  };
}

function reportedFailure(failure: Failure, stack?: string): ReportedFailure {
  return { ...failure, exitCode: exitCodeFor(failure.code), ...defined({ stack }) };
}

function outcomeOf(failures: readonly Failure[], gaps: readonly CoverageGap[]): Outcome {
  const codes = failures.map(({ code }) => code);
  if (codes.some((code) => !BLOCKING_CODES.includes(code) && code !== "not-evaluated")) return "failed";
  if (codes.some((code) => BLOCKING_CODES.includes(code))) return "blocked";
  return codes.length > 0 || gaps.some(({ kind }) => kind !== "changes") ? "incomplete" : "passed";
}
