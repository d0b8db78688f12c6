import type { StackVerdict } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import type { Style } from "../../terminal/style";

/** The maximum number of lines. Further lines are only counted. */
const MAX_LINES = 50;

const FORMATS = {
  create: ["green", "+  "],
  update: ["yellow", "~  "],
  delete: ["red", "-  "],
} as const;

/** Returns a line for each stack output that is created, updated, or deleted. */
export function outputLines({ outputChanges = [] }: StackVerdict, style: Style): string[] {
  if (outputChanges.length === 0) return [];
  const remaining = outputChanges.length - MAX_LINES;
  return [
    style("bold", "Stack outputs:"),
    ...outputChanges.slice(0, MAX_LINES).map(({ name, operation }) => {
      const [color, symbol] = FORMATS[operation];
      return ` ${style(color, symbol)} ${style("bold", oneLine(name))}  ${operation}`;
    }),
    ...(remaining > 0 ? [`     … and ${remaining} more`] : []),
  ];
}
