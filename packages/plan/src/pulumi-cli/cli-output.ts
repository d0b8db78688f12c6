import type { Digest } from "./digest";
import type { EventLog } from "./event-log";
import type { UpdatePlan } from "./update-plan";

/** The output of one run of the CLI. It contains at least a digest or a log. Additional parts make the plan more complete. */
export interface CliOutput {
  readonly digest?: Digest;
  readonly log?: EventLog;
  readonly updatePlan?: UpdatePlan;
}
