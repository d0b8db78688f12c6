/** TypeScript code that is formatted on one line, or on several if it is too long. */
export type Code = string | Group;

interface Group {
  readonly open: string;
  readonly members: readonly Member[];
  readonly close: string;
}

interface Member {
  /** The code before the value, such as `name: `. */
  readonly label: string;
  readonly value: Code;
}

/** The maximum length of a line, in characters. */
const WIDTH = 100;
const INDENT = "  ";

/** Returns an object literal. */
export function objectCode(entries: readonly (readonly [name: string, value: Code])[]): Group {
  const members = entries.map(([name, value]) => ({ label: `${propertyName(name)}: `, value }));
  return { open: "{", members, close: "}" };
}

/** Returns an array literal. */
export function listCode(elements: readonly Code[]): Group {
  return { open: "[", members: elements.map((value) => ({ label: "", value })), close: "]" };
}

/** Returns a call with one argument. */
export function callCode(name: string, argument: Code): Code {
  if (typeof argument === "string") return `${name}(${argument})`;
  return { ...argument, open: `${name}(${argument.open}`, close: `${argument.close})` };
}

/**
 * Formats code.
 *
 * @param indent - the indentation of every line except the first
 * @param otherCharacters - the number of other characters on the first line
 */
export function formatCode(code: Code, indent = "", otherCharacters = 0): string {
  const line = onOneLine(code);
  if (typeof code === "string" || indent.length + otherCharacters + line.length <= WIDTH) return line;
  const inner = indent + INDENT;
  const members = code.members.map(
    ({ label, value }) => `${inner}${label}${formatCode(value, inner, label.length + 1)},\n`,
  );
  return `${code.open}\n${members.join("")}${indent}${code.close}`;
}

function onOneLine(code: Code): string {
  if (typeof code === "string") return code;
  const members = code.members.map(({ label, value }) => label + onOneLine(value)).join(", ");
  const space = code.open.endsWith("{") && members !== "" ? " " : "";
  return code.open + space + members + space + code.close;
}

function propertyName(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
