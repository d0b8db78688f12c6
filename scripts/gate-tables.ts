import { longName, type Flags } from "../packages/gate/src/flags/flag";
import { EXIT_CODES } from "../packages/gate/src/model/exit-codes";
import { FAILURE_CODES } from "../packages/gate/src/model/failure-codes";
import { alignedTable } from "./markdown";

/** Returns the flags of a command as a Markdown table. */
export function flagTable(flags: Flags): string {
  const rows = Object.values(flags).flatMap(({ flags: name, description, see, negation, choices = [] }) => {
    const cell = choices.length === 1 ? flagCell(name).replace(/ [A-Z]+`$/, ` ${choices.join("")}\``) : flagCell(name);
    const row = [cell, see === undefined ? description : `${description} See ${see}.`];
    return negation === undefined ? [row] : [row, [`\`${longName(name).replace("--", "--no-")}\``, negation]];
  });
  return alignedTable(["Flag", "Description"], rows).join("\n");
}

/** Returns the names of the flags of a command as a Markdown list. */
export function flagNames(flags: Flags): string {
  return Object.values(flags)
    .map(({ flags: name }) => `- ${flagCell(name)}`)
    .join("\n");
}

/** Formats `-s, --stack <stack>` as two names with the argument in capital letters. */
function flagCell(flags: string): string {
  const argument = /<(.+)>/.exec(flags)?.[1]?.toUpperCase();
  const names = flags.replace(/ <.+>/, "").split(", ");
  return names
    .map((name, index) => `\`${name}${argument !== undefined && index === names.length - 1 ? ` ${argument}` : ""}\``)
    .join(", ");
}

/** Returns the exit codes as a Markdown table. */
export function exitCodeTable(): string {
  const rows = Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]);
  return alignedTable(["Exit code", "Meaning"], rows).join("\n");
}

/** Returns the failure codes as a Markdown table. */
export function failureCodeTable(): string {
  const rows = Object.entries(FAILURE_CODES).map(([code, { exit, description }]) => [
    `\`${code}\``,
    String(EXIT_CODES[exit].code),
    description,
  ]);
  return alignedTable(["Code", "Exit code", "Description"], rows).join("\n");
}
