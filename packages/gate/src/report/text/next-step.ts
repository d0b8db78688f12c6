import type { EXPIRED_EXEMPTION_RULE, Severity } from "@roadbed/policies";
import type { ReportedFinding, StackVerdict } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import { blocks, groupByResource, type FindingEntry } from "./finding-groups";
import { headingOf, type FindingContext } from "./finding-lines";
import { sourcePlace } from "./finding-place";
import { wrapped } from "./layout";

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/**
 * Returns the finding to correct first: the one with the highest severity, and of several, the one whose remedy resolves
 * the most findings that block.
 *
 * @param isFirst - whether no other stack of the report contains the hint to run `roadbed explain`
 */
export function nextStepLines(
  { findings, outcome }: StackVerdict,
  isFirst: boolean,
  context: FindingContext,
): readonly string[] {
  const blocking = findings.filter(blocks);
  // The findings of a program that failed are incomplete, and the outcome names the reason.
  const [first] = outcome === "blocked" ? firstEntries(blocking) : [];
  if (first === undefined) {
    const rule = isFirst ? explainableRule(findings) : undefined;
    return rule === undefined ? [] : [context.style("dim", `Run ${command(rule)} for the reason and examples.`)];
  }
  const { finding } = first;
  const place = sourcePlace(finding, context.directory) ?? headingOf(finding, [finding.name], context.directory);
  const share = blocking.length === 1 ? "" : ` (resolves ${resolvedBy(first)} of ${blocking.length})`;
  const canExplain = isFirst && isExplainable(finding);
  const text = canExplain ? `${place}${share}: ${command(finding.rule)}` : `${place}: ${oneLine(finding.rule)}${share}`;
  return wrapped(text, context, "start with  ", 12);
}

/** Returns entries, the one to correct first at the beginning. */
function firstEntries(blocking: readonly ReportedFinding[]): readonly FindingEntry[] {
  const rank = ({ finding }: FindingEntry): number => SEVERITIES.indexOf(finding.severity);
  return groupByResource(blocking, blocks)
    .flatMap(({ entries }) => entries)
    .sort((a, b) => rank(a) - rank(b) || resolvedBy(b) - resolvedBy(a));
}

function resolvedBy({ places, implied }: FindingEntry): number {
  return places.length + implied.filter(blocks).length;
}

const command = (rule: string): string => `\`roadbed explain ${oneLine(rule)}\``;

/**
 * Returns the first rule that `roadbed explain` supports. The command supports neither policies of policy packs nor
 * expired exemptions.
 */
export function explainableRule(findings: readonly ReportedFinding[]): string | undefined {
  return findings.find(isExplainable)?.rule;
}

const isExplainable = ({ rule }: ReportedFinding): boolean => !rule.includes("/") && rule !== EXPIRED;

/**
 * The value of the constant in @roadbed/policies, repeated here because importing the constant would load all rules.
 */
const EXPIRED: typeof EXPIRED_EXEMPTION_RULE = "exemption-expired";
