import type { EXPIRED_RULE } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import type { ExitCode } from "../../model/exit-codes";
import { jsonText } from "../../report/json/json-text";
import { styleFor } from "../../terminal/style";
import { exampleCode } from "../../rule-catalog/example-code";
import { explanation } from "./explanation";
import { loadRules } from "../../rule-catalog/load-rules";
import type { CommandIO } from "../../terminal/command-io";

export interface ExplainRequest {
  readonly output: "text" | "json";
  readonly color: boolean;
}

/** The version of the JSON explanation. Within one, fields are added, never removed or given another meaning. */
const EXPLANATION_VERSION = 1;

/** What a report calls an exemption whose last day is over. */
const EXPIRED: typeof EXPIRED_RULE = "exemption-expired";

/**
 * Says why a rule is there, what to write instead, and shows examples.
 *
 * @throws CommandError `usage` if there is no such rule
 */
export async function explain(id: string, { output, color }: ExplainRequest, { stdout }: CommandIO): Promise<ExitCode> {
  const { rules, entries, unknownName } = await loadRules();
  if (id.includes("/"))
    throw new CommandError("usage", `${id} is a policy of a pack that Pulumi runs, not a rule: its pack explains it.`);
  if (id === EXPIRED)
    throw new CommandError("usage", `${id} is no rule: the finding beside it has one, and roadbed.yaml the exemption.`);
  const entry = entries.find((one) => one.id === id);
  const rule = rules.find((one) => one.id === id);
  const ids = rules.map((one) => one.id);
  if (entry === undefined || rule === undefined) throw new CommandError("usage", unknownName("rule", id, ids));
  const examples = { fail: rule.examples.fail.map(exampleCode), pass: rule.examples.pass.map(exampleCode) };
  stdout.write(
    output === "json"
      ? jsonText({ version: EXPLANATION_VERSION, ...entry, examples })
      : explanation(entry, examples, styleFor(stdout, color)),
  );
  return 0;
}
