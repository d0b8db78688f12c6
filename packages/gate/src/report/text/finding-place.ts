import type { EvidenceValue, ReportedFinding } from "../../model/verdict";
import { displaySource } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { listed, shortened } from "./layout";

/** Longer values are objects with members that the finding is not about. */
const MAX_OBJECT = 60;
const MAX_VALUE = 80;
/** The maximum number of places of one finding. Further places are only counted. */
const MAX_PLACES = 5;

/** Returns the file and line of a finding, or undefined if they are not known. */
export function sourcePlace({ source }: Pick<ReportedFinding, "source">, directory: string): string | undefined {
  return source && `${oneLine(displaySource(directory, source.file))}:${source.line}`;
}

/**
 * Returns the paths and values of findings that are otherwise equal, as one list. The findings of several resources are
 * listed with the name of the resource, unless they have the same paths and values.
 *
 * @param context - the path that the findings are printed below, if they share one
 */
export function placeList(findings: readonly ReportedFinding[], context?: string): string {
  const places = findings.map((finding) => ({ name: oneLine(finding.name), place: pathAndValue(finding, context) }));
  const distinct = [...new Set(places.map(({ place }) => place).filter((place) => place !== ""))];
  const hasSeveralResources = new Set(findings.map(({ urn }) => urn)).size > 1;
  if (!hasSeveralResources || distinct.length <= 1) return listed(distinct, MAX_PLACES, "; ");
  const named = places.map(({ name, place }) => (place === "" ? name : `${name}: ${place}`));
  return listed([...new Set(named)], MAX_PLACES, "; ");
}

/** Returns the only path of findings, or undefined if they have none or several. */
export function sharedPath(findings: readonly ReportedFinding[]): string | undefined {
  const [path, ...others] = new Set(findings.map((finding) => finding.path));
  return others.length === 0 ? path : undefined;
}

/**
 * Returns the path of a finding with the value there, or with the values below that the rule read.
 *
 * @param context - a path that the findings are printed below, so that it is not repeated
 */
export function pathAndValue(finding: ReportedFinding, context?: string): string {
  const { path, evidence = [] } = finding;
  if (path === undefined) return "";
  const read = evidence.filter((property) => property.value !== undefined);
  const [only] = read;
  const below = (property: EvidenceValue): string =>
    withValue(property.path.slice(path.length).replace(/^\./, ""), property.value);
  const values = read.map(below).join(", ");
  if (context === path) return values;
  if (only === undefined) return placeHeading(finding);
  return read.length === 1 ? withValue(only.path, only.value) : `${oneLine(path)}: ${values}`;
}

/** Returns the path of a finding, with the value there unless the value is long. */
export function placeHeading({ path = "", value }: ReportedFinding): string {
  const isLongObject = value !== undefined && value.length > MAX_OBJECT && /^[[{]/.test(value);
  return value === undefined || isLongObject ? oneLine(path) : withValue(path, value);
}

function withValue(path: string, value = ""): string {
  return `${oneLine(path)} = ${shortened(oneLine(value), MAX_VALUE)}`;
}
