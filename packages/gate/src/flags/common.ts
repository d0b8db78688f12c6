import { booleanFlag, choiceFlag, stringFlag } from "./flag";

/** The flags that several commands share. */
export const COMMON_FLAGS = {
  preset: stringFlag(
    "--preset <name>",
    "The preset, which selects the rules and their levels. Default: the preset in `roadbed.yaml`, or `baseline`.",
  ),
  policyConfig: stringFlag(
    "--policy-config <file>",
    "Policy settings from outside the repository. Rules locked there cannot be weakened by the repository.",
    { see: "[Settings](policies.md#settings)" },
  ),
  output: choiceFlag("-o, --output <format>", "The output format.", ["text", "json"], "text"),
  advisories: booleanFlag(
    "--advisories",
    "Print advisory findings in full in the text report. By default, it only names their rules.",
  ),
  color: booleanFlag(
    "--no-color",
    "Print no colors. The environment variables `NO_COLOR` and `FORCE_COLOR` are supported as well.",
    { default: true },
  ),
  debug: booleanFlag("--debug", "Print stack traces."),
} as const;
