import type { EXPIRED_EXEMPTION_RULE } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import type { ExitCode } from "../../model/exit-codes";
import { jsonText } from "../../report/json/json-text";
import { styleFor } from "../../terminal/style";
import { exampleCodes } from "../../rule-catalog/example-code";
import { explanation } from "./explanation";
import { loadRules } from "../../rule-catalog/load-rules";
import type { CommandIO } from "../../terminal/command-io";
import type { ExplainRequest } from "./flags";

/** The version of the JSON explanation. Within a version, fields are only added. */
const EXPLANATION_VERSION = 1;

/** The rule ID in findings about expired exemptions. */
const EXPIRED: typeof EXPIRED_EXEMPTION_RULE = "exemption-expired";

/**
 * Explains why a rule exists and what to write instead, with examples.
 *
 * @throws CommandError if the rule does not exist
 */
export async function explain(id: string, { output, color }: ExplainRequest, { stdout }: CommandIO): Promise<ExitCode> {
  const { rules, entries, unknownName } = await loadRules();
  if (id.includes("/"))
    throw new CommandError("rule-unknown", `${id} is a policy of a policy pack. See the pack's documentation.`);
  if (id === EXPIRED)
    throw new CommandError(
      "rule-unknown",
      `${id} is not a rule. See the exemption in roadbed.yaml and the finding that it suppressed.`,
    );
  const entry = entries.find((candidate) => candidate.id === id);
  const rule = rules.find((candidate) => candidate.id === id);
  const ids = rules.map((candidate) => candidate.id);
  if (entry === undefined || rule === undefined) throw new CommandError("rule-unknown", unknownName("rule", id, ids));
  const examples = exampleCodes(rule);
  stdout.write(
    output === "json"
      ? jsonText({ version: EXPLANATION_VERSION, ...entry, examples })
      : explanation(entry, examples, styleFor(stdout, color)),
  );
  return 0;
}
