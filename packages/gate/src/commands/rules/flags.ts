import { COMMON_FLAGS } from "../../flags/common";
import { choiceFlag, stringFlag, type FlagValues } from "../../flags/flag";
import { SEVERITIES, TOPICS } from "../../rule-catalog/rule-selection";

const { output, color, debug } = COMMON_FLAGS;

/** The flags of `roadbed rules`, by the property of its request. */
export const RULES_FLAGS = {
  service: stringFlag(
    "--service <name>",
    "List the rules of a service, such as `aws.ecr` or `ecr`, or whose ID begins with a word, such as `sg`.",
  ),
  severity: choiceFlag("--severity <severity>", "List the rules of a severity.", SEVERITIES, undefined),
  topic: choiceFlag("--topic <topic>", "List the rules of a topic.", TOPICS, undefined),
  framework: stringFlag("--framework <name>", "List the rules for a compliance framework, such as `cis-aws-3.0`."),
  preset: stringFlag(
    "--preset <name>",
    "List the rules of a preset with their levels. Default: all rules with their levels in `baseline`.",
  ),
  ...{ output, color, debug },
} as const;

/** A request to `roadbed rules`. */
export type RulesRequest = FlagValues<typeof RULES_FLAGS>;
