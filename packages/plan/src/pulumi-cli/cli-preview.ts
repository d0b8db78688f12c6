import type { RecordedLookup } from "../context";
import { stripStackTrace } from "../errors";
import { pathInProgram } from "../program";
import {
  outputChangesSinceState,
  parseUrn,
  propertyMap,
  STACK_TYPE,
  unreadableOutputs,
  withReplacementCauses,
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

/** The result of one run of the CLI. */
export interface CliPreview {
  /** The plan. */
  readonly plan: Plan;
  /** The report of the policy packs that the CLI ran. */
  readonly policies: PackReport;
  /** The drift that a refresh found. Absent if there was no refresh or if only a preview's digest is available. */
  readonly drift?: readonly Drift[];
  /** The recorded data source lookups. Absent if recording was not requested. */
  readonly lookups?: readonly RecordedLookup[];
  /**
   * Why `plan.result` is "failed". `policies` means that only mandatory policies failed, so the plan is complete.
   * `engine` means that the program, a provider, or the engine failed, or that a change is not allowed for a protected
   * resource.
   */
  readonly failure?: "engine" | "policies";
}

/** Information about a run that the CLI output does not contain. */
export interface CliRunContext {
  /**
   * The stack's organization.
   *
   * @default "organization", the name that self-managed backends use
   */
  readonly organization?: string;
  /** The name of the project. Used only if no resource was registered. Otherwise, the URNs contain the project name. */
  readonly project?: string;
  /** The name of the stack. Used only if no resource was registered. Otherwise, the URNs contain the stack name. */
  readonly stack?: string;
  /** The version of the CLI. */
  readonly version?: string;
  /** The directory of the program's Pulumi.yaml. Without it, errors have no positions in the program. */
  readonly root?: string;
  /** Whether to keep the stack traces of errors. */
  readonly debug?: boolean;
}

/** Creates the plan from the output of one run of the CLI. */
export function assemblePreview(output: CliOutput, context: CliRunContext = {}): CliPreview {
  const { refreshed, steps: previewed } = splitPhases(output);
  const details = new StepDetails(output);
  const planned = previewed.length > 0 ? previewed : refreshed.map(withoutRefresh);
  const resources = resourcesOf(planned, details);
  const stack = resources.find(({ type }) => type === STACK_TYPE);
  const urn = parseUrn(planned[0]?.urn ?? "");
  const version = context.version ?? output.updatePlan?.version;
  const failure = failureOf(output);
  const steps = withReplacementCauses({ steps: planned.flatMap((step) => toStep(step, details) ?? []), resources });
  const outputs = stack?.outputs ?? propertyMap();
  // A digest does not contain the outputs.
  const comparesOutputs = output.log !== undefined && failure === undefined;
  const assumedUnchanged = comparesOutputs ? unreadableOutputs({ outputs, steps }) : [];
  const plan: Plan = {
    engine: { name: "pulumi", ...(version === undefined ? {} : { version }) },
    organization: context.organization ?? "organization",
    project: urn?.project ?? context.project ?? "",
    stack: urn?.stack ?? context.stack ?? "",
    result: failure === undefined ? "succeeded" : "failed",
    resources,
    steps,
    outputs,
    ...(comparesOutputs && { outputChanges: outputChangesSinceState({ outputs, steps }) }),
    diagnostics: diagnosticsOf(output, context),
    priorState: "engine",
    gaps: {
      unansweredLookups: [],
      opaqueComponents: [],
      withheldValues: [],
      undecryptableConfigKeys: [],
      notes: coverageNotes(output, planned),
      ...(assumedUnchanged.length === 0 ? {} : { assumedUnchanged }),
    },
  };
  const policies = output.log?.policies ?? NO_POLICIES;
  // If a refresh ran before a preview, the digest contains only the previous state, so the drift is not known.
  const hasDrift = refreshed.length > 0 && (output.log !== undefined || previewed.length === 0);
  return {
    plan,
    policies,
    ...(hasDrift ? { drift: refreshed.flatMap((step) => driftOf(step, details) ?? []) } : {}),
    ...(failure === undefined ? {} : { failure }),
  };
}

function diagnosticsOf({ log, digest }: CliOutput, { debug, root }: CliRunContext): readonly Diagnostic[] {
  const diagnostics = (log ?? digest)?.diagnostics ?? [];
  if (debug === true) return diagnostics;
  const locate = (file: string): string | undefined => (root === undefined ? undefined : pathInProgram(root, file));
  return diagnostics.map((diagnostic) => ({ ...diagnostic, message: stripStackTrace(diagnostic.message, locate) }));
}

const NO_POLICIES: PackReport = {
  packs: [],
  violations: [],
  undecided: [],
  remediations: [],
  stackPoliciesSkipped: [],
};

/** Converts a refresh step to a step with the operation that the refresh found. */
function withoutRefresh(step: CliStep): CliStep {
  if (step.operation !== "refresh") return step;
  return { ...step, operation: step.new === undefined ? "delete" : "same" };
}

const REPLACEMENT_PARTS: ReadonlySet<string> = new Set([
  "create-replacement",
  "read-replacement",
  "import-replacement",
]);

/**
 * Returns the program's resources. If a resource has several steps, the replacement step is used, because it has more
 * details.
 */
function resourcesOf(steps: readonly CliStep[], details: StepDetails): readonly Resource[] {
  const found = new Map<Urn, CliStep>();
  for (const step of steps) {
    if (step.new === undefined) continue;
    if (!found.has(step.urn) || !REPLACEMENT_PARTS.has(step.operation)) found.set(step.urn, step);
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
  const isGone = current === undefined || operation === "delete";
  return findDrift(details.old(old), isGone ? undefined : details.next(current), diffKeys);
}

/** Returns why the run failed, if it did. In digests and older event logs, only the errors indicate a failure. */
function failureOf({ log, digest }: CliOutput): CliPreview["failure"] {
  const errors = (log ?? digest)?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  if (log === undefined) return errors.length > 0 ? "engine" : undefined;
  const { summary, policies } = log;
  if (summary === undefined || summary.result === "canceled") return "engine";
  const isViolated = policies.violations.some(({ enforcement }) => enforcement === "mandatory");
  if (isViolated && errors.every(({ message }) => message === GENERIC_ERROR)) return "policies";
  return summary.result === "failed" || errors.length > 0 ? "engine" : undefined;
}

/** The error that the CLI adds to every failure. */
const GENERIC_ERROR = "preview failed";
