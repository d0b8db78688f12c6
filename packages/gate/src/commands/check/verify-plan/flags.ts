import type { FlagValues } from "../../../flags/flag";
import { CHECK_FLAGS } from "../flags";

const {
  from: _from,
  savePlan: _savePlan,
  recordContext: _recordContext,
  writeBaseline: _writeBaseline,
  ...flags
} = CHECK_FLAGS;

/** The flags of `roadbed verify-plan`: those of `roadbed check`, except those that write files or read another plan. */
export const VERIFY_PLAN_FLAGS = flags;

/** The flags of a request to `roadbed verify-plan`. */
export type VerifyPlanFlags = FlagValues<typeof VERIFY_PLAN_FLAGS>;
