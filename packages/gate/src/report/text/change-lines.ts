import type { ReplacementOrder, ReportedResource, StackVerdict } from "../../model/verdict";
import type { Style } from "../../terminal/style";
import { parseUrn } from "@roadbed/plan";
import { oneLine } from "../../terminal/escape";
import { shortType } from "../../terminal/short-type";

const ORDERS: Readonly<Record<ReplacementOrder, string>> = {
  "create-before-delete": "the new one is created first",
  "delete-before-create": "the old one is deleted first",
};

/** The maximum number of lines. Further lines are only counted. */
const MAX_LINES = 50;

/** Returns a line with the cause for each resource that is, or may be, deleted or replaced. */
export function changeLines({ resources }: Pick<StackVerdict, "resources">, style: Style): string[] {
  const lines = resources.flatMap((resource) => lineOf(resource, style));
  if (lines.length === 0) return [];
  const remaining = lines.length - MAX_LINES;
  return [
    style("bold", "Deleted or replaced:"),
    ...lines.slice(0, MAX_LINES),
    ...(remaining > 0 ? [`     … and ${remaining} more`] : []),
  ];
}

/** Returns a line for each stack output that is created, updated, or deleted. */
export function outputLines({ outputChanges = [] }: StackVerdict, style: Style): string[] {
  if (outputChanges.length === 0) return [];
  const remaining = outputChanges.length - MAX_LINES;
  return [
    style("bold", "Stack outputs:"),
    ...outputChanges.slice(0, MAX_LINES).map(({ name, operation }) => {
      const [color, symbol] = OUTPUT_FORMATS[operation];
      return ` ${style(color, symbol)} ${style("bold", oneLine(name))}  ${operation}`;
    }),
    ...(remaining > 0 ? [`     … and ${remaining} more`] : []),
  ];
}

const OUTPUT_FORMATS = {
  create: ["green", "+  "],
  update: ["yellow", "~  "],
  delete: ["red", "-  "],
} as const;

function lineOf(
  {
    type,
    name,
    operation,
    replaceKeys = [],
    mayReplaceKeys = [],
    replacedBecause = [],
    replacementOrder,
    predicted,
  }: ReportedResource,
  style: Style,
): string[] {
  const label = `${oneLine(shortType(type))} ${style("bold", oneLine(name))}`;
  if (operation === "delete") return [` ${style("red", "-  ")} ${label}  is no longer in the program`];
  if (operation === "replace") {
    const cause = causeOf(replaceKeys, replacedBecause);
    const order = replacementOrder === undefined ? "" : `; ${ORDERS[replacementOrder]}`;
    return [
      ` ${style("magenta", "+- ")} ${label}  is replaced${predicted === true ? " (predicted)" : ""}${cause}${order}`,
    ];
  }
  if (mayReplaceKeys.length === 0) return [];
  return [` ${style("yellow", "~  ")} ${label}  may be replaced, because of ${list(mayReplaceKeys)}`];
}

const list = (names: readonly string[]): string => names.map(oneLine).join(", ");

/** Returns the properties that force a replacement, and the replaced resources that they depend on. */
function causeOf(keys: readonly string[], causes: NonNullable<ReportedResource["replacedBecause"]>): string {
  const names = [...new Set(causes.map(({ urn }) => parseUrn(urn)?.name ?? urn))];
  const replaced = names.length === 0 ? "" : `${list(names)} ${names.length === 1 ? "is" : "are"} replaced`;
  if (keys.length === 0) return replaced === "" ? "" : `, because ${replaced}`;
  return `, because of ${list(keys)}${replaced === "" ? "" : ` (${replaced})`}`;
}
