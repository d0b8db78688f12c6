import type { Digest } from "./digest";
import type { EventLog } from "./event-log";
import type { UpdatePlan } from "./update-plan";

/** The output of one run of the CLI. Contains at least a digest or a log. With more parts, the plan is more complete. */
export interface CliOutput {
  readonly digest?: Digest;
  readonly log?: EventLog;
  readonly updatePlan?: UpdatePlan;
}
