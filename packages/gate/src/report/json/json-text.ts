/** Returns indented JSON in which all characters that could control a terminal are escaped. */
export function jsonText(document: object): string {
  const json = JSON.stringify(document, undefined, 2);
  // JSON.stringify does not escape the C1 control characters and the marks that change the direction of text.
  const escaped = json.replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join(""),
  );
  return `${escaped}\n`;
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
