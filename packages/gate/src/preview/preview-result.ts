import type { Plan } from "@roadbed/plan";
import type { PackReport, RecordedLookup } from "@roadbed/plan/pulumi";
import type { PlanFileInfo, StateInfo } from "../model/verdict";

/** The result of previewing a program or reading its plan from a file. */
export interface PreviewResult {
  readonly plan: Plan;
  /** The report of the policy packs that the Pulumi CLI ran. */
  readonly packs?: PackReport;
  /** The program's data source lookups. Absent if they will not be recorded. */
  readonly lookups?: readonly RecordedLookup[];
  /** The exported state that the plan was compared with. */
  readonly state?: StateInfo;
  /** The file that the plan was read from, if no program ran. */
  readonly planFile?: PlanFileInfo;
  /** The salt of the digests in the plan, if the plan was read from a saved plan. */
  readonly salt?: string;
}
