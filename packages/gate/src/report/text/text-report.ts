import type { SourcePosition } from "@roadbed/plan";
import type { EXPIRED_RULE } from "@roadbed/policies";
import type { ReportedFinding, StackVerdict, Verdict } from "../../model/verdict";
import { stackLabel } from "../../verdict/stack-label";
import { changeLines } from "./change-lines";
import { coverageLines, outcomeCounts, outcomeLines, rollUpLines } from "./summary-lines";
import { existingLines } from "./existing-lines";
import { faultLines, sameFaults } from "./finding-lines";
import { displaySource } from "../../terminal/display-path";
import { gathered } from "../group-implied";
import type { Style } from "../../terminal/style";
import { oneLine, severalLines } from "../../terminal/escape";
import { treeLines } from "./resource-tree";

export interface TextOptions {
  readonly style: Style;
  /** Only what blocks, and the verdict. */
  readonly quiet: boolean;
}

/** An end of this length in common tells that two texts are one. */
const REPEATED_CHARACTERS = 200;

/** The verdict for people: what each stack does and what was found in it, and the verdict as the last line. */
export function textReport(verdict: Verdict, options: TextOptions): string {
  const { stacks, failures } = verdict;
  const ownFailures = failures.filter(({ stack }) => stack === undefined);
  const several = stacks.length !== 1 || ownFailures.length > 0;
  // With --quiet the line in the table is enough for a stack that passes.
  const shown = options.quiet && several ? stacks.filter(({ outcome }) => outcome !== "passed") : stacks;
  const first = shown.find(({ findings }) => explicable(findings) !== undefined);
  const sections = shown.map((stack) => stackSection(stack, options, stack === first));
  if (several)
    sections.push([
      ...rollUpLines(stacks, options.style),
      ...outcomeLines(verdict, outcomeCounts(stacks), ownFailures, options.style),
    ]);
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function stackSection(stack: StackVerdict, { style, quiet }: TextOptions, explains: boolean): string[] {
  const label = oneLine(stackLabel(stack));
  const place = stack.project === undefined ? "" : style("dim", `  (${oneLine(stack.directory)})`);
  const findings = quiet ? stack.findings.filter(blocks) : stack.findings;
  const paragraphs = [
    quiet || stack.resources.length === 0 ? [] : treeLines(stack.resources, stack.findings, style),
    quiet ? [] : changeLines(stack, style),
    programLines(stack, style, quiet),
    typeLines(stack.typeErrors ?? [], stack.directory, style),
    ...sameFaults(gathered(findings)).map((same) => faultLines(same, stack.directory, style)),
    quiet || !explains ? [] : explainLines(findings, style),
    quiet ? [] : existingLines(stack, style),
    quiet ? [] : exemptLines(stack, style),
    [...coverageLines(stack, style), ...outcomeLines(stack, label, stack.failures, style)],
  ].filter((lines) => lines.length > 0);
  return [style("bold", label) + place, ...paragraphs.flatMap((lines) => ["", ...lines])];
}

/** Where more is to be read. Once is enough. */
function explainLines(findings: readonly ReportedFinding[], style: Style): string[] {
  const rule = explicable(findings);
  if (rule === undefined) return [];
  return [style("dim", `\`roadbed explain ${oneLine(rule)}\` says why, and shows what to write instead.`)];
}

/** The first rule that can be explained: what packs and the gate itself find is no rule's. */
function explicable(findings: readonly ReportedFinding[]): string | undefined {
  return findings.map(({ rule }) => rule).find((id) => !id.includes("/") && id !== EXPIRED);
}

/** As @roadbed/policies calls it: loading the rules for a name would cost more than the report. */
const EXPIRED: typeof EXPIRED_RULE = "exemption-expired";

/** What is exempt, and exemptions that may go. */
function exemptLines({ exempted, unusedExemptions, directory }: StackVerdict, style: Style): string[] {
  const at = ({ file, line }: SourcePosition): string => `${displaySource(directory, file)}:${line}`;
  const lines = [
    ...exempted.map(({ rule, name, message, exemption: { expires, owner, reason, source } }) => {
      const place = source === undefined ? "" : ` (${at(source)})`;
      return `exempt      ${rule}: ${name}: ${message}; until ${expires}, ${owner}: ${reason}${place}`;
    }),
    ...unusedExemptions.map(({ rule, resource, expires, source }) => {
      const place = source === undefined ? `for ${resource}` : `at ${at(source)}`;
      return `unused      the exemption from ${rule} ${place} until ${expires}`;
    }),
  ];
  return lines.map((line) => style("dim", oneLine(line)));
}

function blocks({ level, kind }: ReportedFinding): boolean {
  return level === "mandatory" && kind !== "undecided";
}

/**
 * What the program prints and reports. The bar keeps a line of it from being taken for one of the gate's, or for an order
 * to a CI runner.
 */
function programLines({ diagnostics, output }: StackVerdict, style: Style, quiet: boolean): string[] {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  const printed = quiet ? [] : [output.stdout, ...(isQuoted(output.stderr, diagnostics) ? [] : [output.stderr])];
  const formats = { debug: "dim", info: "reset", warning: "yellow", error: "red" } as const;
  const lines = [
    ...printed.filter((text) => text.trim() !== "").flatMap((text) => severalLines(text).map((line) => `  │ ${line}`)),
    ...shown.flatMap(({ severity, message }) =>
      severalLines(message).map((line) => `  ${style(formats[severity], "│")} ${line}`),
    ),
  ];
  return lines.length === 0 ? [] : ["The program says:", ...lines];
}

/** More are only counted. */
const MOST_TYPE_ERRORS = 50;

function typeLines(errors: NonNullable<StackVerdict["typeErrors"]>, directory: string, style: Style): string[] {
  if (errors.length === 0) return [];
  const left = errors.length - MOST_TYPE_ERRORS;
  const lines = errors.slice(0, MOST_TYPE_ERRORS).flatMap(({ file, line = 0, column = 0, code, message }) => {
    const place = file === undefined ? "" : `${oneLine(displaySource(directory, file))}:${line}:${column}  `;
    return severalLines(`${place}${message} (${code})`);
  });
  return [
    "The TypeScript compiler says:",
    ...lines.map((line) => `  ${style("red", "│")} ${line}`),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ];
}

/** Whether a diagnostic repeats the end of a text, as that of a program that crashed does. */
function isQuoted(text: string, diagnostics: StackVerdict["diagnostics"]): boolean {
  const end = text.trim().slice(-REPEATED_CHARACTERS);
  return diagnostics.some(({ message }) => message.trim().endsWith(end));
}
