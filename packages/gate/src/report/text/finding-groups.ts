import type { ReportedFinding } from "../../model/verdict";
import { grouped } from "../../util/grouped";
import { groupImplied, type FindingGroup } from "../group-implied";

/** Whether a finding blocks the change. */
export function blocks({ level, kind }: ReportedFinding): boolean {
  return level === "mandatory" && kind !== "undecided";
}

/** The findings of one rule with the same message, with the findings that they imply. */
export interface FindingEntry {
  readonly finding: ReportedFinding;
  /** The findings, each with its own resource or path. */
  readonly places: readonly ReportedFinding[];
  readonly implied: readonly ReportedFinding[];
}

/** The findings of resources that have the same findings. */
export interface ResourceFindings {
  /** A finding of each resource. */
  readonly resources: readonly [ReportedFinding, ...ReportedFinding[]];
  /** The findings that the report prints in full. */
  readonly entries: readonly FindingEntry[];
  /** The findings that the report only names. */
  readonly folded: readonly ReportedFinding[];
  readonly undecided: readonly ReportedFinding[];
}

/**
 * Groups findings by resource, and merges resources with the same findings. The resources with the most serious findings
 * come first.
 *
 * @param findings - the findings, the most serious first
 * @param isFull - whether the report prints a finding in full
 */
export function groupByResource(
  findings: readonly ReportedFinding[],
  isFull: (finding: ReportedFinding) => boolean,
): readonly ResourceFindings[] {
  const byResource = grouped(groupImplied(findings), ({ finding }) => finding.urn);
  const resources = [...byResource.values()].map((group) => resourceFindings(group, isFull));
  return [...grouped(resources, signatureOf).values()].map(mergedFindings);
}

function resourceFindings(
  groups: readonly [FindingGroup, ...FindingGroup[]],
  isFull: (finding: ReportedFinding) => boolean,
): ResourceFindings {
  const isUndecided = ({ finding }: FindingGroup): boolean => finding.kind === "undecided";
  const decided = groups.filter((group) => !isUndecided(group));
  const full = decided.filter(({ finding }) => isFull(finding));
  const others = decided.filter(({ finding }) => !isFull(finding));
  return {
    resources: [groups[0].finding],
    entries: [...grouped(full, ({ finding }) => bodyOf(finding)).values()].map(entryOf),
    folded: others.flatMap(({ finding, implied }) => [finding, ...implied]),
    undecided: groups.filter(isUndecided).map(({ finding }) => finding),
  };
}

function entryOf(groups: readonly [FindingGroup, ...FindingGroup[]]): FindingEntry {
  return {
    finding: groups[0].finding,
    places: groups.map(({ finding }) => finding),
    implied: groups.flatMap(({ implied }) => implied),
  };
}

/** Returns what findings have in common that differ only in their resource, path, and value. */
function bodyOf({ rule, kind, level, message, remedy, change }: ReportedFinding): string {
  return JSON.stringify([rule, kind, level, message, remedy, change?.suggestion]);
}

/** Returns a string that is equal for resources with the same findings. Resources of folded findings have the same type. */
function signatureOf({ resources: [first], entries, folded, undecided }: ResourceFindings): string {
  const full = entries.map(({ finding, implied }) => [bodyOf(finding), namesOf(implied)]);
  const reasons = undecided.map(({ rule, level, message }) => [rule, level, message]);
  return JSON.stringify(full.length > 0 ? full : [first.type, first.source?.file, namesOf(folded), reasons]);
}

const namesOf = (findings: readonly ReportedFinding[]): readonly string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

function mergedFindings([first, ...others]: readonly [ResourceFindings, ...ResourceFindings[]]): ResourceFindings {
  return {
    resources: [first.resources[0], ...others.flatMap(({ resources }) => resources)],
    entries: first.entries.map(({ finding, places, implied }, index) => ({
      finding,
      places: [...places, ...others.flatMap(({ entries }) => entries[index]?.places ?? [])],
      implied: [...implied, ...others.flatMap(({ entries }) => entries[index]?.implied ?? [])],
    })),
    folded: [...first.folded, ...others.flatMap(({ folded }) => folded)],
    undecided: [...first.undecided, ...others.flatMap(({ undecided }) => undecided)],
  };
}
