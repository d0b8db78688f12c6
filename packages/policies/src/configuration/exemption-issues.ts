import { unknownNameMessage } from "./suggestions";
import type { Exemption } from "../evaluation/exemptions";
import type { SettingIssue } from "./rule-setting";

interface ExemptionContext {
  readonly rules: readonly string[];
  readonly locked: ReadonlySet<string>;
  readonly now: Date;
}

/** The maximum duration of an exemption. A permanent exception belongs in the rule's settings. */
const MAX_DAYS = 366;
const DAY_MILLISECONDS = 86_400_000;

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
  const latest = isoDay(new Date(now.getTime() + MAX_DAYS * DAY_MILLISECONDS));
  if (expires === undefined) return issues;
  if (!isDate(expires)) add("expires", `Expected a date such as ${isoDay(now)}, got ${JSON.stringify(expires)}.`);
  else if (expires > latest)
    add("expires", `Expected ${latest} or earlier, because exemptions last at most one year, got ${expires}.`);
  return issues;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

function isDate(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime()) && isoDay(date) === value;
}
