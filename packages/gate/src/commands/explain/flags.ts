import { COMMON_FLAGS } from "../../flags/common";
import type { FlagValues } from "../../flags/flag";

const { output, color, debug } = COMMON_FLAGS;

/** The flags of `roadbed explain`, by property of the command's request. */
export const EXPLAIN_FLAGS = { output, color, debug } as const;

/** A request to `roadbed explain`. */
export type ExplainRequest = FlagValues<typeof EXPLAIN_FLAGS>;
