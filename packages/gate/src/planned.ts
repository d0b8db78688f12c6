import type { Plan } from "@roadbed/plan";
import type { Lookups, PreviewEvent, State } from "@roadbed/plan/preview";
import type { CliPreview, PackReport } from "@roadbed/plan/pulumi";
import { withPackNotes } from "./pack-findings";
import type { Target } from "./targets";

/** How a plan is made. */
export interface PlanningOptions {
  readonly engine: Plan["engine"]["name"];
  readonly config: Readonly<Record<string, string>>;
  readonly passEnvironment: readonly string[];
  readonly timeoutSeconds?: number;
  readonly debug: boolean;
  /** What the stack was; only for the embedded engine. */
  readonly state?: State;
  /** Answers to look-ups; only for the embedded engine. */
  readonly lookups?: Lookups;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PreviewEvent) => void;
}

/** A plan, and what the policy packs say of it that the Pulumi CLI ran by itself. */
export interface Planned {
  readonly plan: Plan;
  readonly packs?: PackReport;
}

/** Has the program previewed by the engine that is asked for. @throws PreviewError */
export async function makePlan({ program, stack, organization }: Target, options: PlanningOptions): Promise<Planned> {
  const { engine, passEnvironment, state, lookups, ...common } = options;
  const request = { ...common, stack, ...(organization !== undefined && { organization }) };
  if (engine === "pulumi") {
    const { runPulumi } = await import("@roadbed/plan/pulumi");
    return plannedByCli(await runPulumi(program, request));
  }
  const { preview } = await import("@roadbed/plan/preview");
  const known = { ...(state !== undefined && { state }), ...(lookups !== undefined && { lookups }) };
  return { plan: await preview(program, { ...request, ...known, passEnvironment }) };
}

/** What a run of the CLI says. One that only policies failed has come to its end: its plan is whole. */
export function plannedByCli({ plan, policies, failure }: CliPreview): Planned {
  const whole: Plan = failure === "policies" ? { ...plan, result: "succeeded" } : plan;
  return { plan: withPackNotes(whole, policies), packs: policies };
}
