import type { StackVerdict } from "../../model/verdict";
import { displaySource } from "../../terminal/display-path";
import { escapedLines, oneLine } from "../../terminal/escape";
import type { Style } from "../../terminal/style";

/** The number of final characters that are compared to detect repeated output. */
const REPEATED_CHARACTERS = 200;

/**
 * Returns the output and diagnostics of the program. The bar before each line prevents the line from imitating the gate
 * or controlling a CI runner.
 */
export function programLines({ diagnostics, output }: StackVerdict, style: Style, quiet: boolean): string[] {
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  const printed = quiet ? [] : [output.stdout, ...(isRepeated(output.stderr, diagnostics) ? [] : [output.stderr])];
  const formats = { debug: "dim", info: "reset", warning: "yellow", error: "red" } as const;
  const lines = [
    ...printed.filter((text) => text.trim() !== "").flatMap((text) => escapedLines(text).map((line) => `  │ ${line}`)),
    ...shown.flatMap(({ severity, message }) =>
      escapedLines(message).map((line) => `  ${style(formats[severity], "│")} ${line}`),
    ),
  ];
  return lines.length === 0 ? [] : ["Program output:", ...lines];
}

/** Whether a diagnostic repeats the end of the output, as happens when a program crashes. */
function isRepeated(text: string, diagnostics: StackVerdict["diagnostics"]): boolean {
  const end = text.trim().slice(-REPEATED_CHARACTERS);
  return diagnostics.some(({ message }) => message.trim().endsWith(end));
}

/** The maximum number of errors. Further errors are only counted. */
const MAX_TYPE_ERRORS = 50;

/** Returns the errors of the TypeScript compiler with their positions. */
export function typeLines({ typeErrors = [], directory }: StackVerdict, style: Style): string[] {
  if (typeErrors.length === 0) return [];
  const remaining = typeErrors.length - MAX_TYPE_ERRORS;
  const lines = typeErrors.slice(0, MAX_TYPE_ERRORS).flatMap(({ file, line = 0, column = 0, code, message }) => {
    const place = file === undefined ? "" : `${oneLine(displaySource(directory, file))}:${line}:${column}  `;
    return escapedLines(`${place}${message} (${code})`);
  });
  return [
    "TypeScript errors:",
    ...lines.map((line) => `  ${style("red", "│")} ${line}`),
    ...(remaining > 0 ? [`  … and ${remaining} more`] : []),
  ];
}
