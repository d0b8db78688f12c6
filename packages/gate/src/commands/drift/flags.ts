import { COMMON_FLAGS } from "../../flags/common";
import { booleanFlag, stringFlag, type Flag, type FlagValues } from "../../flags/flag";
import { readTimeout } from "../../flags/values";

const { output, color, debug } = COMMON_FLAGS;

/** The flags of `roadbed drift`, by property of the command's request. */
export const DRIFT_FLAGS = {
  stack: stringFlag(
    "-s, --stack <stack>",
    "The stack, as `stack`, `organization/stack`, or `organization/project/stack`. Default: the only stack with a `Pulumi.<stack>.yaml` file.",
  ),
  from: stringFlag(
    "--from <file>",
    "Read the event log of `pulumi refresh --preview-only` or `pulumi preview --refresh` rather than run the Pulumi CLI.",
  ),
  ignoreFile: stringFlag(
    "--ignore-file <file>",
    "The drift that does not count. Default: the `roadbed.drift.yaml` file next to Pulumi.yaml, if any.",
  ),
  timeoutSeconds: {
    flags: "--timeout <seconds>",
    description: "Stop the Pulumi CLI after this time. Default: no limit.",
    parse: readTimeout,
    default: undefined,
  } as Flag<number | undefined>,
  output,
  quiet: booleanFlag("--quiet", "Print only the drift that fails the command, and the outcome."),
  ...{ color, debug },
} as const;

/** A request to `roadbed drift`. */
export type DriftRequest = FlagValues<typeof DRIFT_FLAGS>;
