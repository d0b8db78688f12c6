import { unknownNameMessage } from "./suggestions";
import type { Exemption } from "../evaluation/exemptions";
import type { SettingIssue } from "./rule-setting";

interface ExemptionContext {
  readonly rules: readonly string[];
  readonly locked: ReadonlySet<string>;
  readonly now: Date;
}

/** An exemption for longer than this is a decision about the rule, which belongs to its settings. */
const LONGEST_DAYS = 366;
const DAY_MILLISECONDS = 86_400_000;

/** What is wrong with an exemption. One that has expired is not: the findings say so. */
export function exemptionIssues(
  { rule, reason, owner, resource, expires }: Exemption,
  at: SettingIssue["path"],
  { rules, locked, now }: ExemptionContext,
): readonly SettingIssue[] {
  const faults: SettingIssue[] = [];
  const add = (name: string, message: string): unknown => faults.push({ path: [...at, name], message });
  if (!rules.includes(rule)) add("rule", unknownNameMessage("rule", rule, rules));
  else if (locked.has(rule)) add("rule", `${rule} is locked: nothing is exempt from it.`);
  for (const [name, text] of Object.entries({ resource, reason, owner }))
    if (text.trim() === "") add(name, `An exemption needs ${name === "owner" ? "an" : "a"} ${name}.`);
  const latest = isoDay(new Date(now.getTime() + LONGEST_DAYS * DAY_MILLISECONDS));
  if (!isDay(expires)) add("expires", `${JSON.stringify(expires)} is not a day; write one as ${isoDay(now)}.`);
  else if (expires > latest) add("expires", `An exemption ends within a year: on ${latest} at the latest.`);
  return faults;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && isoDay(date) === text;
}
