import type { Level, Severity } from "@roadbed/policies";
import { exitCodeOf } from "../../failures/exit-code-of";
import { exitCodeFor, type Failure } from "../../model/failure";
import type { ReportedFailure } from "../../model/verdict";
import type { ExitCode } from "../../model/exit-codes";
import type { AuditedStack } from "./audit-file";

/** A report on the findings in several states. */
export interface AuditReport {
  /**
   * `failed`: a file could not be used, or a mandatory rule threw an error. `blocked`: a mandatory rule is violated.
   */
  readonly outcome: "passed" | "blocked" | "failed";
  readonly exitCode: ExitCode;
  readonly failures: readonly ReportedFailure[];
  readonly totals: AuditTotals;
  /** The rules with findings, those with the most mandatory violations first. */
  readonly rules: readonly RuleTotal[];
  /** The audited stacks, in the order of the files. */
  readonly stacks: readonly AuditedStack[];
  /** The files that are not valid states. */
  readonly unusable: readonly UnusableFile[];
}

interface AuditTotals {
  readonly files: number;
  readonly stacks: number;
  readonly resources: number;
  /** The number of (rule, resource) pairs that were evaluated. */
  readonly checks: number;
  readonly violations: Readonly<Record<Level, number>>;
  readonly undecided: number;
  readonly exempted: number;
}

/** The findings of one rule in all stacks. */
export interface RuleTotal {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly violations: Readonly<Record<Level, number>>;
  readonly undecided: number;
  readonly errors: number;
  /** The number of stacks that violate the rule. */
  readonly stacks: number;
}

/** A file that could not be audited, and a reason. A file can have several reasons. */
export interface UnusableFile {
  readonly file: string;
  readonly failure: Failure;
}

/** Returns the report on several audited stacks and unusable files. */
export function auditReport(stacks: readonly AuditedStack[], unusable: readonly UnusableFile[]): AuditReport {
  const sum = (count: (stack: AuditedStack) => number): number =>
    stacks.reduce((total, stack) => total + count(stack), 0);
  const violations = {
    mandatory: sum(({ counts }) => counts.violations.mandatory),
    advisory: sum(({ counts }) => counts.violations.advisory),
  };
  const rules = ruleTotals(stacks);
  const failures = failuresOf(violations.mandatory, stacks, unusable);
  const hasFailed = failures.some(({ code }) => code !== "policy-violation");
  return {
    outcome: hasFailed ? "failed" : failures.length > 0 ? "blocked" : "passed",
    exitCode: exitCodeOf(failures),
    failures: failures.map((failure) => ({ ...failure, exitCode: exitCodeFor(failure.code) })),
    totals: {
      files: stacks.length + new Set(unusable.map(({ file }) => file)).size,
      stacks: stacks.length,
      resources: sum(({ counts }) => counts.resources),
      checks: sum(({ counts }) => counts.checks),
      violations,
      undecided: sum(({ counts }) => counts.undecided.mandatory + counts.undecided.advisory),
      exempted: sum(({ exempted }) => exempted),
    },
    rules,
    stacks,
    unusable,
  };
}

function failuresOf(
  mandatory: number,
  stacks: readonly AuditedStack[],
  unusable: readonly UnusableFile[],
): readonly Failure[] {
  const failures = unusable.map(({ failure }) => failure);
  const failingRules = new Set(
    stacks.flatMap(({ findings }) =>
      findings.filter(({ kind, level }) => kind === "error" && level === "mandatory").map(({ rule }) => rule),
    ),
  );
  if (failingRules.size > 0)
    failures.push({ code: "rule-error", message: `These rules threw an error: ${[...failingRules].join(", ")}.` });
  if (mandatory > 0) {
    const noun = mandatory === 1 ? "violation" : "violations";
    failures.push({ code: "policy-violation", message: `${mandatory} ${noun} of mandatory policies.` });
  }
  return failures;
}

function ruleTotals(stacks: readonly AuditedStack[]): readonly RuleTotal[] {
  const totals = new Map<string, RuleTotal>();
  for (const { findings } of stacks) {
    const counted = new Set<string>();
    for (const { rule, title, severity, kind, level } of findings) {
      const isViolation = kind === "violation";
      const total = totals.get(rule) ?? { ...NOTHING, rule, title, severity };
      totals.set(rule, {
        ...total,
        violations: { ...total.violations, ...(isViolation && { [level]: total.violations[level] + 1 }) },
        undecided: total.undecided + (kind === "undecided" ? 1 : 0),
        errors: total.errors + (kind === "error" ? 1 : 0),
        stacks: total.stacks + (isViolation && !counted.has(rule) ? 1 : 0),
      });
      if (isViolation) counted.add(rule);
    }
  }
  return [...totals.values()].sort(
    (a, b) =>
      b.violations.mandatory - a.violations.mandatory ||
      b.violations.advisory - a.violations.advisory ||
      b.undecided - a.undecided ||
      (a.rule < b.rule ? -1 : 1),
  );
}

const NOTHING = { violations: { mandatory: 0, advisory: 0 }, undecided: 0, errors: 0, stacks: 0 };
