import { COMMON_FLAGS } from "../../flags/common";
import { booleanFlag, type FlagValues } from "../../flags/flag";

const { preset, policyConfig, output, advisories, color, debug } = COMMON_FLAGS;

/** The flags of `roadbed audit`, by property of the command's request. */
export const AUDIT_FLAGS = {
  ...{ preset, policyConfig, output },
  quiet: booleanFlag("--quiet", "Print only the tables and the verdict."),
  ...{ advisories, color, debug },
} as const;

/** A request to `roadbed audit`. */
export type AuditRequest = FlagValues<typeof AUDIT_FLAGS>;
