import { parseAnsi, type Span } from "./ansi";
import type { Recording } from "./blocked-change";

const CHARACTER_WIDTH = 7.25;
const LINE_HEIGHT = 17;
const PADDING = 16;
const TITLE_BAR = 34;
const COLUMNS = 116;

const STYLE = `
    text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre; }
    .window { fill: #f6f8fa; stroke: #d1d9e0; } .bar { stroke: #d1d9e0; } .title, .dim { fill: #59636e; }
    .bold { font-weight: 600; } .red { fill: #cf222e; } .green { fill: #1a7f37; } .yellow { fill: #9a6700; }
    .blue { fill: #0969da; } .magenta { fill: #8250df; } .cyan { fill: #1b7c83; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; } .window { fill: #0d1117; stroke: #3d444d; } .bar { stroke: #3d444d; }
      .title, .dim { fill: #9198a1; } .red { fill: #ff7b72; } .green { fill: #3fb950; } .yellow { fill: #d29922; }
      .blue { fill: #4493f8; } .magenta { fill: #bc8cff; } .cyan { fill: #39c5cf; }
    }`;

/** Returns an SVG image of a terminal window with a command and its output. */
export function terminalSvg({ command, output }: Recording, title: string): string {
  const lines = [[prompt(), { text: command, styles: ["bold"] }], ...output.trimEnd().split("\n").map(parseAnsi)];
  const rows = lines.flatMap((spans) => wrap(spans, COLUMNS));
  const width = Math.round(COLUMNS * CHARACTER_WIDTH + 2 * PADDING);
  const height = TITLE_BAR + rows.length * LINE_HEIGHT + 2 * PADDING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escape(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    `<line class="bar" x1="0" x2="${width}" y1="${TITLE_BAR}" y2="${TITLE_BAR}"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (color, index) => `<circle cx="${20 + index * 20}" cy="${TITLE_BAR / 2}" r="6" fill="${color}"/>`,
    ),
    ...rows.map((row, index) => textElement(row, TITLE_BAR + PADDING + 12 + index * LINE_HEIGHT)),
    "</svg>",
    "",
  ].join("\n");
}

const prompt = (): Span => ({ text: "$ ", styles: ["green"] });

/** Breaks a line at the right edge, as a terminal does. */
function wrap(spans: readonly Span[], columns: number): Span[][] {
  const rows: Span[][] = [[]];
  let column = 0;
  for (const { text, styles } of spans) {
    let rest = Array.from(text);
    while (rest.length > 0) {
      if (column === columns) {
        rows.push([]);
        column = 0;
      }
      const part = rest.slice(0, columns - column);
      rows.at(-1)?.push({ text: part.join(""), styles });
      column += part.length;
      rest = rest.slice(part.length);
    }
  }
  return rows;
}

/** Returns the text element of a row. Every span has its own position, so that a fallback font for a symbol does not move the text after it. */
function textElement(row: readonly Span[], y: number): string {
  let column = 0;
  const parts = row.map(({ text, styles }) => {
    const x = (PADDING + column * CHARACTER_WIDTH).toFixed(1);
    column += Array.from(text).length;
    const className = styles.length === 0 ? "" : ` class="${styles.join(" ")}"`;
    return text.trim() === "" ? "" : `<tspan x="${x}"${className}>${escape(text)}</tspan>`;
  });
  return `<text y="${y}">${parts.join("")}</text>`;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
