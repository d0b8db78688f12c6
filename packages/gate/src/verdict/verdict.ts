import type { Plan } from "@roadbed/plan";
import type { TypeProblem } from "@roadbed/plan/preview";
import type { PackInfo, RecordedLookup } from "@roadbed/plan/pulumi";
import type { Evaluation, Exempted, Exemption, Finding } from "@roadbed/policies";
import type { BaseAbout } from "../preview/base/bases";
import type { StackPolicies } from "../targets/settings/stack-policies";
import { countsOf, type Counts } from "./counts";
import type { BaselineAbout } from "../evaluate/existing-findings/baseline";
import { isReason } from "../preview/program-ended-early";
import { EXIT_CODES, exitCodeOf, type ExitCode, type Failure } from "../model/exit-codes";
import { gapsOf, judgedIn, type Gap, type Judged, type PlanFileAbout, type StateAbout } from "./coverage";
import {
  reportedExemption,
  reportedFindings,
  reportedResources,
  unusedExemption,
  type ReportedExemption,
  type ReportedFinding,
  type ReportedResource,
  type UnusedExemption,
} from "./report-model";

/**
 * `passed`: all that was asked for was judged, and nothing blocks. `incomplete`: nothing blocks, but something that was
 * asked for could not be judged. `blocked`: a mandatory policy is violated. `failed`: the program or the gate failed.
 * Policies are always asked for, changes by `--strict`.
 */
export type Outcome = "passed" | "incomplete" | "blocked" | "failed";

/** The verdict over all stacks of one run. Every report is made from this alone. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  /** Of the run and of every stack. The exit code is the lowest of theirs. */
  readonly failures: readonly ReportedFailure[];
  readonly strict: boolean;
  readonly stacks: readonly StackVerdict[];
}

export interface ReportedFailure extends Failure {
  readonly code: ExitCode;
  /** `project/stack`, or the folder if that is all that is known; absent if the failure is the run's own. */
  readonly stack?: string;
}

export interface ProgramTexts {
  readonly stdout: string;
  readonly stderr: string;
}

export interface StackVerdict {
  /** As the command line names it. */
  readonly directory: string;
  /** Absent if the folder holds no project that can be read. */
  readonly project?: string;
  /** Absent if none could be chosen. */
  readonly stack?: string;
  readonly engine?: Plan["engine"];
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly failures: readonly ReportedFailure[];
  readonly judged: Judged;
  /** What was not judged, and why. */
  readonly gaps: readonly Gap[];
  readonly counts: Counts;
  readonly findings: readonly ReportedFinding[];
  /** Findings that were there before, at the base or in the file of them: they do not count. */
  readonly existing: readonly ReportedFinding[];
  /** What would be a finding, were it not exempt for now. */
  readonly exempted: readonly ReportedExemption[];
  /** Exemptions that nothing in this stack needs. */
  readonly unusedExemptions: readonly UnusedExemption[];
  /** In order of registration, deleted ones last; default providers are left out. */
  readonly resources: readonly ReportedResource[];
  readonly diagnostics: Plan["diagnostics"];
  /** What the TypeScript compiler has against the program, if it was asked. */
  readonly typeErrors?: readonly TypeProblem[];
  /** What the program printed, or the end of it. */
  readonly output: ProgramTexts;
  readonly seconds: number;
}

/** What is known of one stack when its check has ended, well or not. */
export interface StackRun {
  readonly directory: string;
  readonly project?: string;
  readonly stack?: string;
  /** What the program printed, or the end of it. */
  readonly output: ProgramTexts;
  readonly seconds: number;
  readonly result: Judgement | { readonly failure: Failure };
}

/** A plan, and what the policies say of it. */
export interface Judgement {
  readonly plan: Plan;
  /** Without what is exempt, and what was found before. */
  readonly evaluation: Evaluation;
  readonly exempted?: readonly Exempted[];
  /** The findings that only an expired exemption covers. */
  readonly expired?: readonly Finding[];
  /** What was found before, at the base or by the file of existing findings. */
  readonly existing?: readonly Finding[];
  /** Whether what is found at the base too was set aside. */
  readonly newOnly?: boolean;
  /** The file of existing findings, if there is one. */
  readonly baseline?: BaselineAbout;
  /** The exemptions that are comments in the program. */
  readonly inCode?: readonly Exemption[];
  /** Exemptions that nothing needs. */
  readonly unused?: readonly Exemption[];
  readonly policies?: StackPolicies;
  /** The policy packs that judged too. */
  readonly packs?: readonly PackInfo[];
  /** What the plan was compared with, if that is a base. */
  readonly base?: BaseAbout;
  /** The file of the state that the plan was compared with, if that is its past. */
  readonly state?: StateAbout;
  /** The file that the plan was read from, if no program was run. */
  readonly planFile?: PlanFileAbout;
  /** What the program asked its clouds and was told, if that is to be recorded. */
  readonly lookups?: readonly RecordedLookup[];
  /** What the compiler has against the program, if it was asked. */
  readonly typeErrors?: readonly TypeProblem[];
  /** What went wrong beside the preview: there is no base although there should be one, or the plan cannot be saved. */
  readonly failures?: readonly Failure[];
}

export interface VerdictOptions {
  /** Whether what is undecided or not judged fails the check. */
  readonly strict: boolean;
  /** Whether changes that are not judged fail the check, as they do with `strict`. @default false */
  readonly requireChanges?: boolean;
}

const FROM_BEST_TO_WORST: readonly Outcome[] = ["passed", "incomplete", "blocked", "failed"];

/**
 * The verdict over several stacks.
 *
 * @param failures of the run itself, such as a report that cannot be written
 */
export function judge(runs: readonly StackRun[], failures: readonly Failure[], options: VerdictOptions): Verdict {
  const stacks = runs.map((run) => judgeStack(run, options));
  const own = failures.map((failure) => reportedFailure(failure));
  const all = [...own, ...stacks.flatMap((stack) => stack.failures)];
  const outcomes = [outcomeOf(own, []), ...stacks.map(({ outcome }) => outcome)];
  return {
    outcome: FROM_BEST_TO_WORST.findLast((outcome) => outcomes.includes(outcome)) ?? "failed",
    exitCode: exitCodeOf(all),
    failures: all,
    strict: options.strict,
    stacks,
  };
}

/** How a report calls a stack. */
export function labelOf({ project, stack, directory }: Pick<StackRun, "project" | "stack" | "directory">): string {
  return project === undefined || stack === undefined ? directory : `${project}/${stack}`;
}

function judgeStack(run: StackRun, { strict, requireChanges = false }: VerdictOptions): StackVerdict {
  const { directory, project, stack, output, seconds, result } = run;
  const judgement = "failure" in result ? undefined : result;
  const counts = countsOf(judgement);
  const gaps = judgement === undefined ? [] : gapsOf(judgement, counts.undecided.mandatory);
  const isFatal = ({ about }: Gap): boolean => strict || (requireChanges && about === "changes");
  const found = "failure" in result ? [result.failure] : failuresIn(result, gaps.filter(isFatal));
  const failures = found.map((failure) => reportedFailure(failure, labelOf(run)));
  return {
    directory,
    ...(project !== undefined && { project }),
    ...(stack !== undefined && { stack }),
    ...(judgement !== undefined && { engine: judgement.plan.engine }),
    outcome: outcomeOf(failures, gaps),
    exitCode: exitCodeOf(failures),
    failures,
    judged: judgedIn(judgement, gaps),
    gaps,
    counts,
    findings: judgement === undefined ? [] : reportedFindings(judgement.plan, judgement.evaluation.findings),
    existing: judgement?.existing === undefined ? [] : reportedFindings(judgement.plan, judgement.existing),
    exempted: judgement?.exempted?.map(reportedExemption) ?? [],
    unusedExemptions: judgement?.unused?.map(unusedExemption) ?? [],
    resources: judgement === undefined ? [] : reportedResources(judgement.plan),
    diagnostics: judgement?.plan.diagnostics ?? [],
    ...(judgement?.typeErrors !== undefined && { typeErrors: judgement.typeErrors }),
    output,
    seconds,
  };
}

function reportedFailure(failure: Failure, stack?: string): ReportedFailure {
  return { ...failure, code: EXIT_CODES[failure.reason].code, ...(stack !== undefined && { stack }) };
}

function failuresIn(
  { plan, evaluation, typeErrors = [], failures: others = [] }: Judgement,
  fatalGaps: readonly Gap[],
): Failure[] {
  const failures: Failure[] = [...others];
  if (plan.result === "failed") {
    const error = plan.diagnostics.find(isReason)?.message ?? "";
    failures.push({ reason: reasonOf(error), message: sentenceOf(error) });
  }
  if (typeErrors[0] !== undefined)
    failures.push({ reason: "error", message: sentenceOnTypes(typeErrors[0], typeErrors.length) });
  const mandatory = evaluation.findings.filter(({ level }) => level === "mandatory");
  const broken = new Set(mandatory.filter(({ kind }) => kind === "error").map(({ rule }) => rule));
  if (broken.size > 0)
    failures.push({ reason: "error", message: `These policies failed themselves: ${[...broken].join(", ")}.` });
  const violations = mandatory.filter(({ kind }) => kind === "violation").length;
  if (violations > 0) {
    const noun = violations === 1 ? "violation" : "violations";
    failures.push({ reason: "policy", message: `${violations} ${noun} of mandatory policies.` });
  }
  for (const { message } of fatalGaps) failures.push({ reason: "notJudged", message: `Not judged: ${message}.` });
  return failures;
}

function sentenceOnTypes(first: TypeProblem, count: number): string {
  const { file, line = 0, column = 0, message } = first;
  const place = file === undefined ? "" : `${file}:${line}:${column}: `;
  const start = count === 1 ? "1 error of types" : `${count} errors of types; the first is`;
  return `${start}${count === 1 ? ": " : " "}${place}${sentenceOf(message.split("\n")[0] ?? "")}`;
}

function outcomeOf(failures: readonly Failure[], gaps: readonly Gap[]): Outcome {
  const reasons = failures.map(({ reason }) => reason);
  if (reasons.some((reason) => reason !== "policy" && reason !== "notJudged")) return "failed";
  if (reasons.includes("policy")) return "blocked";
  return reasons.length > 0 || gaps.some(({ about }) => about !== "changes") ? "incomplete" : "passed";
}

/** The SDK's own words for configuration that is required and not there. */
const MISSING_CONFIGURATION = "Missing required configuration variable";

function reasonOf(error: string): Failure["reason"] {
  return error.startsWith(MISSING_CONFIGURATION) ? "usage" : "error";
}

/** Long enough for what is wrong and where; the whole message is among the diagnostics. */
const LONGEST_SENTENCE = 300;

/** A message of several lines as one sentence. */
function sentenceOf(message: string): string {
  const sentence = message.trim().replace(/\s+/g, " ");
  if (sentence === "") return "The program failed without saying why.";
  return sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE)}…` : sentence;
}
