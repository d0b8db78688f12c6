import type { Level, Severity } from "@roadbed/policies";
import { exitCodeOf } from "../../failures/exit-code-of";
import type { Failure } from "../../model/failure";
import { EXIT_CODES, type ExitCode } from "../../model/exit-codes";
import type { AuditedStack } from "./audit-file";

/** What the rules say of several states. */
export interface AuditReport {
  /** `failed`: a file could not be used, or a rule failed itself. `blocked`: a mandatory rule is violated. */
  readonly outcome: "passed" | "blocked" | "failed";
  readonly exitCode: ExitCode;
  readonly failures: readonly (Failure & { readonly code: ExitCode })[];
  readonly totals: AuditTotals;
  /** Rules with findings, those with the most mandatory violations first. */
  readonly rules: readonly RuleTotal[];
  /** In the order of the files. */
  readonly stacks: readonly AuditedStack[];
  /** Files that are no state. */
  readonly unusable: readonly UnusableFile[];
}

interface AuditTotals {
  readonly files: number;
  readonly stacks: number;
  readonly resources: number;
  /** (rule, resource) pairs evaluated. */
  readonly pairs: number;
  readonly violations: Readonly<Record<Level, number>>;
  readonly undecided: number;
  readonly exempted: number;
}

/** What one rule found in all stacks. */
export interface RuleTotal {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly violations: Readonly<Record<Level, number>>;
  readonly undecided: number;
  readonly errors: number;
  /** In how many stacks it found a violation. */
  readonly stacks: number;
}

export interface UnusableFile {
  readonly file: string;
  readonly failure: Failure;
}

export function auditReport(stacks: readonly AuditedStack[], unusable: readonly UnusableFile[]): AuditReport {
  const sum = (count: (stack: AuditedStack) => number): number =>
    stacks.reduce((total, stack) => total + count(stack), 0);
  const violations = {
    mandatory: sum(({ counts }) => counts.violations.mandatory),
    advisory: sum(({ counts }) => counts.violations.advisory),
  };
  const rules = ruleTotals(stacks);
  const failures = failuresOf(violations.mandatory, stacks, unusable);
  const isFault = failures.some(({ reason }) => reason !== "policy");
  return {
    outcome: isFault ? "failed" : failures.length > 0 ? "blocked" : "passed",
    exitCode: exitCodeOf(failures),
    failures: failures.map((failure) => ({ ...failure, code: EXIT_CODES[failure.reason].code })),
    totals: {
      files: stacks.length + unusable.length,
      stacks: stacks.length,
      resources: sum(({ counts }) => counts.resources),
      pairs: sum(({ counts }) => counts.pairs),
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
  const broken = new Set(
    stacks.flatMap(({ findings }) =>
      findings.filter(({ kind, level }) => kind === "error" && level === "mandatory").map(({ rule }) => rule),
    ),
  );
  if (broken.size > 0)
    failures.push({ reason: "error", message: `These policies failed themselves: ${[...broken].join(", ")}.` });
  if (mandatory > 0) {
    const noun = mandatory === 1 ? "violation" : "violations";
    failures.push({ reason: "policy", message: `${mandatory} ${noun} of mandatory policies.` });
  }
  return failures;
}

function ruleTotals(stacks: readonly AuditedStack[]): readonly RuleTotal[] {
  const totals = new Map<string, RuleTotal>();
  for (const { findings } of stacks) {
    const counted = new Set<string>();
    for (const { rule, title, severity, kind, level } of findings) {
      const isViolation = kind === "violation";
      const before = totals.get(rule) ?? { ...NOTHING, rule, title, severity };
      totals.set(rule, {
        ...before,
        violations: { ...before.violations, ...(isViolation && { [level]: before.violations[level] + 1 }) },
        undecided: before.undecided + (kind === "undecided" ? 1 : 0),
        errors: before.errors + (kind === "error" ? 1 : 0),
        stacks: before.stacks + (isViolation && !counted.has(rule) ? 1 : 0),
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
