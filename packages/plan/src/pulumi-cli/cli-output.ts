import type { Digest } from "./digest";
import type { EventLog } from "./event-log";
import type { UpdatePlan } from "./update-plan";

/**
 * The output of one run of the CLI: at least a digest or an event log. Each additional part makes the plan more
 * complete.
 */
export interface CliOutput {
  readonly digest?: Digest;
  readonly log?: EventLog;
  readonly updatePlan?: UpdatePlan;
}
