import type { Verdict } from "../../verdict/verdict";

/** The version of the format; `verdict.schema.json` of this package describes it. A field's meaning never changes within one. */
export const JSON_FORMAT_VERSION = 1;

/** The verdict as JSON, for machines. */
export function jsonReport(verdict: Verdict): string {
  return jsonText({ version: JSON_FORMAT_VERSION, ...verdict });
}

/** Indented JSON. Identifiers are exact: what a terminal could obey is escaped as JSON has it. */
export function jsonText(document: object): string {
  const text = JSON.stringify(document, undefined, 2);
  // JSON.stringify leaves the second control set and the marks that turn text round as they are.
  const escaped = text.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unitEscape(character.charCodeAt(index))).join(""),
  );
  return `${escaped}\n`;
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
