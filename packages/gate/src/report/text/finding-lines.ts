import type { ReportedFinding } from "../../model/verdict";
import { displaySource } from "../../terminal/display-path";
import type { Gathered } from "../group-implied";
import type { Style } from "../../terminal/style";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

/** The same fault at several places. */
export type SameFault = readonly [Gathered, ...Gathered[]];

/** Faults in the order of their first places: of many resources made alike, the remedy need not be read many times. */
export function sameFaults(findings: readonly Gathered[]): readonly SameFault[] {
  const groups = new Map<string, [Gathered, ...Gathered[]]>();
  for (const one of findings) {
    const { rule, kind, level, severity, message, remedy } = one.finding;
    const key = JSON.stringify([rule, kind, level, severity, message, remedy]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** A fault with its places and its remedy. */
export function faultLines(fault: SameFault, directory: string, style: Style): string[] {
  const [{ finding }] = fault;
  const { kind, level, severity } = finding;
  const note = kind === "undecided" ? ", undecided" : kind === "error" ? ", the rule itself failed" : "";
  const times = fault.length === 1 ? "" : `, ${fault.length} places`;
  const implied = new Set(fault.flatMap((one) => one.implied.map(({ rule }) => oneLine(rule))));
  const message = `    ${oneLine(finding.message)}`;
  const places = fault.map((one) => placeLines(one.finding, directory, style));
  const [[where = "", ...details] = []] = places;
  return [
    `${style(...signOf(finding))}  ${style("dim", `${severity}, ${level}${note}${times}`)}`,
    ...(fault.length === 1
      ? [where, message, ...details]
      : [message, ...places.flatMap(([place = "", ...more]) => [place, ...more.map((line) => `  ${line}`)])]),
    `    ${style("dim", "remedy:")} ${oneLine(finding.remedy)}`,
    ...(implied.size === 0 ? [] : [`    ${style("dim", "also ends:")} ${[...implied].join(", ")}`]),
  ];
}

/** Where it is, and what stands there. */
function placeLines(finding: ReportedFinding, directory: string, style: Style): string[] {
  const { path, value, source } = finding;
  const where = source === undefined ? "" : `${oneLine(displaySource(directory, source.file))}:${source.line}  `;
  return [
    `    ${where}${oneLine(shortType(finding.type))} ${style("bold", oneLine(finding.name))}`,
    ...(path === undefined ? [] : [`    ${oneLine(path)}${value === undefined ? "" : ` = ${oneLine(value)}`}`]),
    ...finding.assumed.map((name) => `    assumed to be set: ${oneLine(name)}`),
  ];
}

function signOf({ kind, level, rule }: ReportedFinding): Parameters<Style> {
  if (kind === "undecided") return ["cyan", `? ${rule}`];
  return level === "mandatory" ? ["red", `✗ ${rule}`] : ["yellow", `! ${rule}`];
}
