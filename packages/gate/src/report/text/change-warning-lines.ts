import { parseUrn, type Urn } from "@roadbed/plan";
import type { ChangeWarning } from "../../model/change-warning";
import type { StackVerdict } from "../../model/verdict";
import { displaySource } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";
import type { Style } from "../../terminal/style";

/** The maximum number of warnings. Further warnings are only counted. */
const MAX_WARNINGS = 50;
/** The maximum number of related resources. Further resources are only counted. */
const MAX_RELATED = 5;

/** Returns the lines for the changes that are likely to fail or to have an unexpected effect. */
export function changeWarningLines({ changeWarnings, directory }: StackVerdict, style: Style): string[] {
  if (changeWarnings.length === 0) return [];
  const remaining = changeWarnings.length - MAX_WARNINGS;
  return [
    style("bold", "Warnings about changes:"),
    ...changeWarnings.slice(0, MAX_WARNINGS).flatMap((warning) => warningLines(warning, directory, style)),
    ...(remaining > 0 ? [`     … and ${remaining} more`] : []),
  ];
}

function warningLines(warning: ChangeWarning, directory: string, style: Style): string[] {
  const { code, type, name, message, relatedResources = [], remedy, suggestion, source } = warning;
  const where = source === undefined ? "" : `${oneLine(displaySource(directory, source.file))}:${source.line}  `;
  return [
    ` ${style("yellow", "!  ")} ${where}${oneLine(shortType(type))} ${style("bold", oneLine(name))}  ${style("dim", code)}`,
    `     ${oneLine(message)}${relatedResources.length === 0 ? "" : `: ${resourceNames(relatedResources)}`}`,
    `     ${style("dim", "remedy:")} ${oneLine(remedy)}`,
    ...(suggestion === undefined ? [] : [`       ${oneLine(suggestion)}`]),
  ];
}

function resourceNames(urns: readonly Urn[]): string {
  const names = urns.slice(0, MAX_RELATED).map((urn) => oneLine(parseUrn(urn)?.name ?? urn));
  const remaining = urns.length - names.length;
  return remaining > 0 ? `${names.join(", ")}, and ${remaining} more` : names.join(", ");
}
