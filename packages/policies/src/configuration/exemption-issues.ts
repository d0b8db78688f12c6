import { expiryIssue } from "./expiry-issue";
import { unknownNameMessage } from "./suggestions";
import type { Exemption } from "../evaluation/exemptions";
import type { SettingIssue } from "./rule-setting";

interface ExemptionContext {
  readonly rules: readonly string[];
  readonly locked: ReadonlySet<string>;
  readonly now: Date;
}

/** The maximum duration of an exemption. A permanent exception belongs in the rule's settings. */
const LIMIT = { days: 366, reason: "exemptions last at most one year" };

/**
 * Returns the issues in an exemption. Expiry is not an issue, because a finding reports expired exemptions. Missing
 * members are not checked, because the schema requires them.
 */
export function exemptionIssues(
  { rule, reason, owner, resource, expires }: Partial<Exemption>,
  at: SettingIssue["path"],
  { rules, locked, now }: ExemptionContext,
): readonly SettingIssue[] {
  const issues: SettingIssue[] = [];
  const add = (name: string, message: string): unknown => issues.push({ path: [...at, name], message });
  if (rule === undefined || !rules.includes(rule)) {
    if (rule !== undefined) add("rule", unknownNameMessage("rule", rule, rules));
  } else if (locked.has(rule)) add("rule", `${rule} is locked, so exemptions from it are not allowed.`);
  for (const [name, value] of Object.entries({ resource, reason, owner }))
    if (value?.trim() === "") add(name, `Expected a non-empty string, got ${JSON.stringify(value)}.`);
  const issue = expires === undefined ? undefined : expiryIssue(expires, now, LIMIT);
  if (issue !== undefined) add("expires", `E${issue.slice(1)}.`);
  return issues;
}
