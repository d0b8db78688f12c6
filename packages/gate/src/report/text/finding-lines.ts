import { parseUrn } from "@roadbed/plan";
import type { FindingChange } from "@roadbed/policies";
import type { ReportedFinding } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";
import type { Style } from "../../terminal/style";
import { approvalIds, expiredApprovals } from "./approval-lines";
import { grouped } from "../../util/grouped";
import { blocks, type FindingEntry, type ResourceFindings } from "./finding-groups";
import { placeHeading, placeList, sharedPath, sourcePlace } from "./finding-place";
import { listed, shortened, wrapped, type Layout } from "./layout";
import type { SourceLines } from "./source-lines";

/** What the lines of all findings of a stack depend on. */
export interface FindingContext extends Layout {
  readonly directory: string;
  readonly sourceLine: SourceLines;
  /** The remedies that the report already contains, each with the first rule. */
  readonly remedies: Map<string, string>;
  /** The hints that the report does not contain yet. */
  readonly hints: Set<string>;
}

/** The maximum numbers of items in a list. Further items are only counted. */
const MAX_NAMES = 5;
const MAX_PLACES = 5;
const MAX_ENTRIES = 50;
/** The maximum length of a message or remedy, which a policy pack can choose. */
const MAX_CHARACTERS = 1_000;

/** The minimum width of the code next to a heading. With less space, the code is on a line of its own. */
const MIN_FRAME = 30;

/** Returns the lines of resources with the same findings: the places, and each finding in full. */
export function fullLines({ resources, entries }: ResourceFindings, context: FindingContext): string[] {
  const shown = entries.slice(0, MAX_ENTRIES);
  const omitted = entries.length - shown.length;
  return [
    ...placeLines(resources, context),
    ...[...grouped(shown, ({ places }) => sharedPath(places)).values()].flatMap((group) => pathLines(group, context)),
    ...(omitted > 0 ? [`  … and ${omitted} more`] : []),
  ];
}

/** Returns the lines of entries with the same path, which is not repeated. */
function pathLines(entries: readonly [FindingEntry, ...FindingEntry[]], context: FindingContext): string[] {
  const places = entries.flatMap((entry) => entry.places);
  const isOneResource = new Set(places.map(({ urn }) => urn)).size === 1;
  const path = entries.length > 1 && isOneResource ? sharedPath(places) : undefined;
  const heading = path === undefined ? [] : wrapped(`${placeHeading(entries[0].finding)}:`, context, "  ", 4);
  return [...heading, ...entries.flatMap((entry) => entryLines(entry, path, context))];
}

/** Returns a heading for each line of code that created the resources, with the code. */
function placeLines(resources: readonly ReportedFinding[], context: FindingContext): string[] {
  const places = [...grouped(resources, (finding) => headingOf(finding, [], context.directory)).values()];
  const remaining = places.slice(MAX_PLACES).flat().length;
  return [
    ...places.slice(0, MAX_PLACES).flatMap((findings) => placeWithCode(findings, context)),
    ...(remaining > 0 ? [`… and ${remaining} more`] : []),
  ];
}

/** Returns the heading of findings in one place: file, line, type, and the names of the resources. */
export function headingOf(
  finding: ReportedFinding,
  names: readonly string[],
  directory: string,
  format: (name: string) => string = (name) => name,
): string {
  const place = sourcePlace(finding, directory);
  const shownNames = listed(
    names.map((name) => format(shortened(oneLine(name), MAX_CHARACTERS))),
    MAX_NAMES,
  );
  return `${place === undefined ? "" : `${place}  `}${oneLine(shortType(finding.type))} ${shownNames}`.trimEnd();
}

function placeWithCode(findings: readonly [ReportedFinding, ...ReportedFinding[]], context: FindingContext): string[] {
  const { directory, sourceLine, style, width } = context;
  const [first] = findings;
  const names = findings.map(({ name }) => name);
  const plain = headingOf(first, names, directory);
  const heading = headingOf(first, names, directory, (name) => style("bold", name));
  // The line of a deleted resource is a line of the former program.
  const isDeleted = first.change?.operation === "delete";
  const code = first.source && !isDeleted ? sourceLine(directory, first.source) : undefined;
  if (code === undefined) return wrapped(heading, context, "", 2);
  const frame = ` │ ${code}`;
  const available = width - plain.length;
  if (available >= Math.min(frame.length, MIN_FRAME)) return [heading + style("dim", shortened(frame, available))];
  return [...wrapped(heading, context, "", 2), ` ${style("dim", shortened(frame, width - 1))}`];
}

/** Returns the lines of one finding: rule, message, path and value, and remedy. */
function entryLines(entry: FindingEntry, path: string | undefined, context: FindingContext): string[] {
  const { style } = context;
  const { finding, places } = entry;
  const [sign, format] = signOf(finding);
  const list = placeList(places, path);
  const message = shortened(oneLine(finding.message), MAX_CHARACTERS);
  const description = ` (${notesOf(finding)}): ${message}`;
  const rule = oneLine(finding.rule);
  const columns = context.width - 4;
  const remaining = columns - rule.length - description.length;
  // A place that fits on a line of its own is not split, so that a path stays next to its value.
  const isAlone = remaining >= 0 && remaining < list.length + 3 && list.length + 2 <= columns;
  const text = style(format, rule) + description + (list === "" ? "" : `${isAlone ? "\n" : " "}(${list})`);
  const assumed = new Set(places.flatMap((place) => place.assumed.map(oneLine)));
  return [
    ...wrapped(text, context, `  ${style(format, sign)} `, 4),
    ...detailLines("related: ", relatedNames(places), context),
    ...detailLines("approval ID: ", approvalIds(places), context),
    ...detailLines("approval expired: ", expiredApprovals(places), context),
    ...detailLines("assumed to be set: ", [...assumed], context),
    ...remedyLines(entry, context),
  ];
}

function notesOf({ severity, level, kind }: ReportedFinding): string {
  const notes = [
    ...(level === "advisory" ? ["advisory"] : []),
    ...(kind === "error" ? ["the rule threw an error"] : []),
  ];
  return [severity, ...notes].join(", ");
}

function detailLines(label: string, items: readonly string[], context: FindingContext): string[] {
  return items.length === 0 ? [] : wrapped(label + listed(items, MAX_NAMES), context, "    ", 6);
}

function relatedNames(findings: readonly ReportedFinding[]): readonly string[] {
  const urns = findings.flatMap(({ change }: { readonly change?: FindingChange }) => change?.relatedResources ?? []);
  return [...new Set(urns)].map((urn) => oneLine(parseUrn(urn)?.name ?? urn));
}

/** Returns the remedy, unless an earlier finding had the same one, and the rules whose findings it also resolves. */
function remedyLines({ finding, implied }: FindingEntry, context: FindingContext): string[] {
  const { remedies, style } = context;
  const { rule, remedy, change } = finding;
  const known = remedies.get(remedy);
  remedies.set(remedy, known ?? rule);
  const sentence = known === undefined ? shortened(oneLine(remedy), MAX_CHARACTERS) : `As for ${oneLine(known)} above.`;
  const suggestion = change?.suggestion;
  return [
    ...wrapped([sentence, ...impliedSentence(implied)].join(" "), context, `    ${style("dim", "→")} `, 6),
    ...(suggestion === undefined ? [] : [`      ${shortened(oneLine(suggestion), MAX_CHARACTERS)}`]),
  ];
}

/** Returns a sentence with the findings that a remedy also resolves. All rules that block are named. */
function impliedSentence(implied: readonly ReportedFinding[]): readonly string[] {
  const mandatory = new Set(implied.filter(blocks).map(({ rule }) => oneLine(rule)));
  const advisory = new Set(implied.filter((finding) => !blocks(finding)).map(({ rule }) => oneLine(rule)));
  const count = advisory.size === 0 ? [] : [`${advisory.size} ${advisory.size === 1 ? "advisory" : "advisories"}`];
  const names = mandatory.size === 0 ? [...advisory] : [...mandatory, ...count.map((text) => `and ${text}`)];
  return names.length === 0 ? [] : [`Also fixes ${names.join(", ")}.`];
}

/** Returns the sign of a finding and its color. */
export function signOf({ kind, level }: ReportedFinding): readonly [sign: string, format: Parameters<Style>[0]] {
  if (kind === "undecided") return ["?", "cyan"];
  return level === "mandatory" ? ["✗", "red"] : ["!", "yellow"];
}
