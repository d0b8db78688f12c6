import { COMMON_FLAGS } from "../../flags/common";
import { choiceFlag, stringFlag, type FlagValues } from "../../flags/flag";
import { SEVERITIES, TOPICS } from "../../rule-catalog/rule-selection";

const { output, color, debug } = COMMON_FLAGS;

/** The flags of `roadbed rules`, by property of the command's request. */
export const RULES_FLAGS = {
  service: stringFlag(
    "--service <name>",
    "List the rules for a service, such as `aws.ecr` or `ecr`, or the rules whose IDs begin with a word, such as `sg`.",
  ),
  severity: choiceFlag("--severity <severity>", "List the rules with a severity.", SEVERITIES, undefined),
  topic: choiceFlag("--topic <topic>", "List the rules for a topic.", TOPICS, undefined),
  framework: stringFlag("--framework <name>", "List the rules for a compliance framework, such as `cis-aws-3.0`."),
  preset: stringFlag(
    "--preset <name>",
    "List the rules in a preset, with their levels. Default: all rules, with their levels in `baseline`.",
  ),
  ...{ output, color, debug },
} as const;

/** A request to `roadbed rules`. */
export type RulesRequest = FlagValues<typeof RULES_FLAGS>;
