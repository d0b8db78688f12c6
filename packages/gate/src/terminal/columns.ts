import type { Style } from "./style";

/** Returns a table with a bold header. Cells must not contain colors. */
export function columns(header: readonly string[], rows: readonly (readonly string[])[], style: Style): string[] {
  const widths = header.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [style("bold", line(header)), ...rows.map(line)];
}
