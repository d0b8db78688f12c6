import { parseUrn } from "@roadbed/plan";
import type { FindingChange } from "@roadbed/policies";
import type { ReportedFinding } from "../../model/verdict";
import { approvalIdLines } from "./approval-lines";
import { displaySource } from "../../terminal/display-path";
import type { FindingGroup } from "../group-implied";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/** Findings that differ only in their resource and path. */
export type IdenticalFindings = readonly [FindingGroup, ...FindingGroup[]];

/** Groups identical findings, in the order of their first occurrence. */
export function groupIdentical(findings: readonly FindingGroup[]): readonly IdenticalFindings[] {
  const groups = new Map<string, [FindingGroup, ...FindingGroup[]]>();
  for (const item of findings) {
    const { rule, kind, level, severity, message, remedy } = item.finding;
    const key = JSON.stringify([rule, kind, level, severity, message, remedy]);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Returns the lines for a group of identical findings: message, resources and remedy. */
export function findingLines(group: IdenticalFindings, directory: string, style: Style): string[] {
  const [{ finding }] = group;
  const { kind, level, severity } = finding;
  const note = kind === "undecided" ? ", undecided" : kind === "error" ? ", the rule threw an error" : "";
  const times = group.length === 1 ? "" : `, ${group.length} resources`;
  const implied = new Set(group.flatMap((item) => item.implied.map(({ rule }) => oneLine(rule))));
  const message = `    ${oneLine(finding.message)}`;
  const resources = group.map((item) => resourceLines(item.finding, directory, style));
  const [[where = "", ...details] = []] = resources;
  return [
    `${style(...signOf(finding))}  ${style("dim", `${severity}, ${level}${note}${times}`)}`,
    ...(group.length === 1
      ? [where, message, ...details]
      : [message, ...resources.flatMap(([resource = "", ...more]) => [resource, ...more.map((line) => `  ${line}`)])]),
    `    ${style("dim", "remedy:")} ${oneLine(finding.remedy)}`,
    ...(finding.change?.suggestion === undefined ? [] : [`      ${oneLine(finding.change.suggestion)}`]),
    ...(implied.size === 0 ? [] : [`    ${style("dim", "also fixes:")} ${[...implied].join(", ")}`]),
  ];
}

/** Returns the resource, path and value of a finding. */
function resourceLines(finding: ReportedFinding, directory: string, style: Style): string[] {
  const { path, value, source } = finding;
  const where = source === undefined ? "" : `${oneLine(displaySource(directory, source.file))}:${source.line}  `;
  return [
    `    ${where}${oneLine(shortType(finding.type))} ${style("bold", oneLine(finding.name))}`,
    ...(path === undefined ? [] : [`    ${oneLine(path)}${value === undefined ? "" : ` = ${oneLine(value)}`}`]),
    ...relatedLines(finding.change),
    ...approvalIdLines(finding),
    ...finding.assumed.map((name) => `    assumed to be set: ${oneLine(name)}`),
  ];
}

/** The maximum number of related resources. Further resources are only counted. */
const MAX_RELATED = 5;

function relatedLines({ relatedResources: urns = [] }: Partial<FindingChange> = {}): string[] {
  if (urns.length === 0) return [];
  const names = urns.slice(0, MAX_RELATED).map((urn) => oneLine(parseUrn(urn)?.name ?? urn));
  const remaining = urns.length - names.length;
  return [`    related: ${names.join(", ")}${remaining > 0 ? `, and ${remaining} more` : ""}`];
}

function signOf({ kind, level, rule }: ReportedFinding): Parameters<Style> {
  if (kind === "undecided") return ["cyan", `? ${rule}`];
  return level === "mandatory" ? ["red", `✗ ${rule}`] : ["yellow", `! ${rule}`];
}
