/** Characters with the same style. */
export interface Span {
  readonly text: string;
  /** The names of the styles, such as `bold` and `red`. */
  readonly styles: readonly string[];
}

/** The style that an SGR code turns on, in its group. A code of a group replaces the style of the group. */
const STYLES: Readonly<Record<string, { readonly group: "weight" | "color"; readonly style?: string }>> = {
  "1": { group: "weight", style: "bold" },
  "2": { group: "weight", style: "dim" },
  "22": { group: "weight" },
  "31": { group: "color", style: "red" },
  "32": { group: "color", style: "green" },
  "33": { group: "color", style: "yellow" },
  "34": { group: "color", style: "blue" },
  "35": { group: "color", style: "magenta" },
  "36": { group: "color", style: "cyan" },
  "39": { group: "color" },
};

const ESCAPE = "\u001b";
const SGR = new RegExp(`${ESCAPE}\\[([\\d;]*)m`);

/**
 * Splits a line of terminal output at its ANSI escape sequences.
 * @throws Error for an escape sequence that is not supported
 */
export function parseAnsi(line: string): Span[] {
  const active = new Map<string, string>();
  return line.split(SGR).flatMap((part, index) => {
    if (index % 2 === 0) return part === "" ? [] : [{ text: part, styles: [...active.values()] }];
    for (const code of part.split(";")) applyCode(code, active);
    return [];
  });
}

function applyCode(code: string, active: Map<string, string>): void {
  if (code === "" || code === "0") {
    active.clear();
    return;
  }
  const found = STYLES[code];
  if (found === undefined) throw new Error(`The ANSI code ${code} is not supported.`);
  active.delete(found.group);
  if (found.style !== undefined) active.set(found.group, found.style);
}
