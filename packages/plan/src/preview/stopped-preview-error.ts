import { PreviewError } from "../errors";
import type { Plan } from "../model";

/** Thrown if a preview was stopped after the program had started, with the code `timeout` or `canceled`. */
export class StoppedPreviewError extends PreviewError {
  /** The resources that the program had registered. The plan's result is `failed`. */
  readonly plan: Plan;
  constructor(reason: PreviewError, plan: Plan) {
    super(reason.code, reason.message, { cause: reason });
    this.plan = plan;
  }
}
