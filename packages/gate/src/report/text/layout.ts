import { Help } from "commander";
import type { OutputStream } from "../../terminal/output-stream";
import type { Style } from "../../terminal/style";

/** The colors and the width of a text report. */
export interface Layout {
  readonly style: Style;
  /** The number of columns that lines are wrapped at. */
  readonly width: number;
}

/** The width of a report that is not written to a terminal. */
export const DEFAULT_WIDTH = 100;
/** Text in narrower columns would be one word per line. */
const MIN_WIDTH = 20;

/** Returns the width of a stream: the columns of a terminal, and otherwise the default. */
export function widthOf({ isTTY, columns }: Pick<OutputStream, "isTTY" | "columns">): number {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : DEFAULT_WIDTH;
}

/** Commander's `--help` wraps at whitespace and ignores colors. By default, it does not wrap narrow columns. */
const wrapper = Object.assign(new Help(), { minWidthToWrap: 1 });

/**
 * Wraps a paragraph at whitespace. Longer words, such as URNs, are kept, so that they can be copied.
 *
 * @param start - the start of the first line, such as a sign
 * @param indent - the width of the start, by which the other lines are indented
 */
export function wrapped(text: string, { width }: Layout, start: string, indent: number): string[] {
  const [first = "", ...rest] = wrapper.boxWrap(text, Math.max(width - indent, MIN_WIDTH)).split("\n");
  return [start + first, ...rest.map((line) => " ".repeat(indent) + line)];
}

/** Returns the beginning of a string that is longer than the maximum. */
export function shortened(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, Math.max(maximum - 1, 1)).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** Returns a list of the first items, and the number of the others. */
export function listed(items: readonly string[], maximum: number, separator = ", "): string {
  const remaining = items.length - maximum;
  if (remaining <= 0) return items.join(separator);
  return `${items.slice(0, maximum).join(separator)}${separator}… and ${remaining} more`;
}

/** Returns a list of the items that fit in a width, at least one, and the number of the others. */
export function fittingList(items: readonly string[], width: number): string {
  let count = items.length;
  while (count > 1 && listed(items, count).length > width) count -= 1;
  return listed(items, count);
}
