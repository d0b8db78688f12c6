import type { Plan } from "@roadbed/plan";
import type { PreviewEvent, Standby } from "@roadbed/plan/preview";
import type { CliPreview } from "@roadbed/plan/pulumi";
import type { Target } from "../targets/target";
import { defined } from "../util/defined";
import { openAnswers } from "./lookup-answers";
import type { PreviewResult } from "./preview-result";
import { withPackNotes } from "./policy-pack-notes";

/** Options for previewing a program. */
export interface PlanningOptions {
  readonly engine: Plan["engine"]["name"];
  readonly config: Readonly<Record<string, string>>;
  readonly passEnvironment: readonly string[];
  /** The maximum duration of the program, in seconds. @default no limit */
  readonly timeoutSeconds?: number;
  readonly debug: boolean;
  /** The file with the exported state to compare with. Only for the embedded engine. */
  readonly stateFile?: string;
  /** The file with answers to lookups. Only for the embedded engine. @default the file next to Pulumi.yaml, if any */
  readonly contextFile?: string;
  /**
   * Whether to patch the program's SDK, so that the program starts faster. Only for the embedded engine. @default true
   */
  readonly sdkPatches?: boolean;
  /** Whether to record lookups. Only for the Pulumi CLI. @default false */
  readonly recordContext?: boolean;
  /** The process in standby. Only for the embedded engine. */
  readonly standby?: Standby | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PreviewEvent) => void;
}

/**
 * Previews a program with the requested engine.
 *
 * @throws PreviewError if the program cannot be previewed
 * @throws PlanFileError if the context file or the state file is invalid
 */
export async function makePlan(target: Target, options: PlanningOptions): Promise<PreviewResult> {
  const { program, stack, organization } = target;
  const {
    engine,
    passEnvironment,
    stateFile,
    contextFile,
    sdkPatches = true,
    recordContext = false,
    standby,
    ...common
  } = options;
  const request = { ...common, stack, ...defined({ organization }) };
  if (engine === "pulumi") {
    const { runPulumiCli } = await import("@roadbed/plan/pulumi");
    return plannedByCli(await runPulumiCli(program, { ...request, recordLookups: recordContext }));
  }
  const { previewProgram, readStateFile } = await import("@roadbed/plan/preview");
  const opened =
    stateFile === undefined
      ? undefined
      : await readStateFile(stateFile, { project: program.project, stack }, { signal: options.signal });
  const answers = await openAnswers(program, stack, contextFile);
  const known = defined({ state: opened?.state, lookups: answers?.lookups, standby });
  const plan = await previewProgram(program, { ...request, ...known, passEnvironment, sdkPatches });
  const planned = withNote(answers?.annotate(plan) ?? plan, opened?.note);
  return stateFile === undefined ? { plan: planned } : { plan: planned, state: { file: stateFile } };
}

function withNote(plan: Plan, note: string | undefined): Plan {
  return note === undefined ? plan : { ...plan, gaps: { ...plan.gaps, notes: [...plan.gaps.notes, note] } };
}

/** Converts the result of a CLI run. If only policies failed, the program ended normally and its plan is complete. */
export function plannedByCli({ plan, policies, failure, lookups }: CliPreview): PreviewResult {
  const complete: Plan = failure === "policies" ? { ...plan, result: "succeeded" } : plan;
  return { plan: withPackNotes(complete, policies), packs: policies, ...defined({ lookups }) };
}
