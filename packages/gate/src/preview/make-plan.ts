import type { Plan } from "@roadbed/plan";
import type { PreviewEvent, State } from "@roadbed/plan/preview";
import type { CliPreview, PackReport, RecordedLookup } from "@roadbed/plan/pulumi";
import { openAnswers } from "./lookup-answers";
import { withPackNotes } from "../evaluate/policy-packs/pack-findings";
import type { Target } from "../targets/target";

/** How a plan is made. */
export interface PlanningOptions {
  readonly engine: Plan["engine"]["name"];
  readonly config: Readonly<Record<string, string>>;
  readonly passEnvironment: readonly string[];
  readonly timeoutSeconds?: number;
  readonly debug: boolean;
  /** What the stack was; only for the embedded engine. */
  readonly state?: State;
  /** The file of answers to look-ups, if it is not the one beside Pulumi.yaml; only for the embedded engine. */
  readonly contextFile?: string;
  /** Whether the look-ups are to be recorded; only for the Pulumi engine. */
  readonly recordContext?: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PreviewEvent) => void;
}

/** A plan, and what the policy packs say of it that the Pulumi CLI ran by itself. */
export interface Planned {
  readonly plan: Plan;
  readonly packs?: PackReport;
  /** What the program asked its clouds and was told, if that is to be recorded. */
  readonly lookups?: readonly RecordedLookup[];
}

/**
 * Has the program previewed by the engine that is asked for.
 *
 * @throws PreviewError
 * @throws PlanFileError if the file of answers is wrong
 */
export async function makePlan({ program, stack, organization }: Target, options: PlanningOptions): Promise<Planned> {
  const { engine, passEnvironment, state, contextFile, recordContext = false, ...common } = options;
  const request = { ...common, stack, ...(organization !== undefined && { organization }) };
  if (engine === "pulumi") {
    const { runPulumiCli } = await import("@roadbed/plan/pulumi");
    return plannedByCli(await runPulumiCli(program, { ...request, recordLookups: recordContext }));
  }
  const { previewProgram } = await import("@roadbed/plan/preview");
  const answers = await openAnswers(program, stack, contextFile);
  const known = { ...(state !== undefined && { state }), ...(answers !== undefined && { lookups: answers.lookups }) };
  const plan = await previewProgram(program, { ...request, ...known, passEnvironment });
  return { plan: answers?.annotate(plan) ?? plan };
}

/** What a run of the CLI says. One that only policies failed has come to its end: its plan is whole. */
export function plannedByCli({ plan, policies, failure, lookups }: CliPreview): Planned {
  const whole: Plan = failure === "policies" ? { ...plan, result: "succeeded" } : plan;
  return { plan: withPackNotes(whole, policies), packs: policies, ...(lookups !== undefined && { lookups }) };
}
