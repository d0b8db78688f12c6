import type { Digest } from "./digest";
import type { EventLog } from "./event-log";
import type { UpdatePlan } from "./update-plan";

/** What the CLI wrote in one run. The more is there, the more complete the plan; at least a digest or a log. */
export interface CliOutput {
  readonly digest?: Digest;
  readonly log?: EventLog;
  readonly updatePlan?: UpdatePlan;
}
