import type { RecordedLookup } from "../context";
import { stripStackTrace } from "../errors";
import {
  parseUrn,
  propertyMap,
  STACK_TYPE,
  type Diagnostic,
  type PackReport,
  type Plan,
  type Resource,
  type Step,
  type Urn,
} from "../model";
import type { CliOutput } from "./cli-output";
import type { CliStep } from "./cli-step";
import { coverageNotes } from "./coverage-notes";
import { findDrift, type Drift } from "./drift";
import { isOperation } from "./operations";
import { splitPhases } from "./phases";
import { StepDetails } from "./step-details";

/** What one run of the CLI says. */
export interface CliPreview {
  readonly plan: Plan;
  /** What the policy packs said that the CLI ran by itself. */
  readonly policies: PackReport;
  /** What a refresh found to differ. Absent if there was none, or if only the digest of a preview says what it did. */
  readonly drift?: readonly Drift[];
  /** What the program asked its clouds and was told, if that was to be recorded. */
  readonly lookups?: readonly RecordedLookup[];
  /**
   * Why `plan.result` is "failed". `policies`: mandatory violations and nothing else, so the plan is whole; `engine`: the
   * program, a provider, a protected resource or the engine itself.
   */
  readonly failure?: "engine" | "policies";
}

/** What the CLI's output does not say of itself. */
export interface CliRunContext {
  /** @default "organization", as self-managed backends have it */
  readonly organization?: string;
  /** Used if nothing was registered; otherwise the URNs say. */
  readonly project?: string;
  readonly stack?: string;
  readonly version?: string;
  /** Keep the stack traces of errors. */
  readonly debug?: boolean;
}

/** One plan from everything that one run of the CLI wrote. */
export function assemblePreview(output: CliOutput, context: CliRunContext = {}): CliPreview {
  const { refreshed, steps } = splitPhases(output);
  const details = new StepDetails(output);
  const planned = steps.length > 0 ? steps : refreshed.map(withoutRefresh);
  const resources = resourcesOf(planned, details);
  const stack = resources.find(({ type }) => type === STACK_TYPE);
  const urn = parseUrn(planned[0]?.urn ?? "");
  const version = context.version ?? output.updatePlan?.version;
  const failure = failureOf(output);
  const plan: Plan = {
    engine: { name: "pulumi", ...(version === undefined ? {} : { version }) },
    organization: context.organization ?? "organization",
    project: urn?.project ?? context.project ?? "",
    stack: urn?.stack ?? context.stack ?? "",
    result: failure === undefined ? "succeeded" : "failed",
    resources,
    steps: planned.flatMap((step) => toStep(step, details) ?? []),
    outputs: stack?.outputs ?? propertyMap(),
    diagnostics: diagnosticsOf(output, context.debug === true),
    priorState: "engine",
    gaps: { unanswered: [], opaque: [], withheld: [], undecryptable: [], notes: coverageNotes(output, planned) },
  };
  const policies = output.log?.policies ?? NO_POLICIES;
  // Of a refresh that comes before a preview, a digest repeats only what the state held.
  const isFound = refreshed.length > 0 && (output.log !== undefined || steps.length === 0);
  return {
    plan,
    policies,
    ...(isFound ? { drift: refreshed.flatMap((step) => driftOf(step, details) ?? []) } : {}),
    ...(failure === undefined ? {} : { failure }),
  };
}

function diagnosticsOf({ log, digest }: CliOutput, debug: boolean): readonly Diagnostic[] {
  const all = (log ?? digest)?.diagnostics ?? [];
  return debug ? all : all.map((diagnostic) => ({ ...diagnostic, message: stripStackTrace(diagnostic.message) }));
}

const NO_POLICIES: PackReport = {
  packs: [],
  violations: [],
  undecided: [],
  remediations: [],
  stackPoliciesSkipped: [],
};

/** A step of nothing but a refresh, named after what the refresh found. */
function withoutRefresh(step: CliStep): CliStep {
  if (step.operation !== "refresh") return step;
  return { ...step, operation: step.new === undefined ? "delete" : "same" };
}

const PHYSICAL: ReadonlySet<string> = new Set(["create-replacement", "read-replacement", "import-replacement"]);

/** What the program wants there to be. Of a replacement, the step as a whole tells more than its halves. */
function resourcesOf(steps: readonly CliStep[], details: StepDetails): readonly Resource[] {
  const found = new Map<Urn, CliStep>();
  for (const step of steps) {
    if (step.new === undefined) continue;
    if (!found.has(step.urn) || !PHYSICAL.has(step.operation)) found.set(step.urn, step);
  }
  return [...found.values()].flatMap(({ new: next }) => (next === undefined ? [] : [details.next(next)]));
}

function toStep({ operation, urn, type, old, diffKeys, replaceKeys }: CliStep, details: StepDetails): Step | undefined {
  if (!isOperation(operation)) return undefined;
  return {
    operation,
    urn,
    type,
    ...(old === undefined ? {} : { old: details.old(old) }),
    ...(diffKeys.length === 0 ? {} : { diffKeys }),
    ...(replaceKeys.length === 0 ? {} : { replaceKeys }),
  };
}

function driftOf({ old, new: current, operation, diffKeys }: CliStep, details: StepDetails): Drift | undefined {
  if (old === undefined) return undefined;
  const gone = current === undefined || operation === "delete";
  return findDrift(details.old(old), gone ? undefined : details.next(current), diffKeys);
}

/** Older summaries, and digests, tell only by their errors. */
function failureOf({ log, digest }: CliOutput): CliPreview["failure"] {
  const errors = (log ?? digest)?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  if (log === undefined) return errors.length > 0 ? "engine" : undefined;
  const { summary, policies } = log;
  if (summary === undefined || summary.result === "canceled") return "engine";
  const violated = policies.violations.some(({ enforcement }) => enforcement === "mandatory");
  if (violated && errors.every(({ message }) => message === GENERIC_ERROR)) return "policies";
  return summary.result === "failed" || errors.length > 0 ? "engine" : undefined;
}

/** What the CLI adds to every failure, whatever caused it. */
const GENERIC_ERROR = "preview failed";
