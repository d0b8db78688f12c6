import type { PositionedToken } from "./tokens";

/** The change in bracket depth by token. Template literals nest expressions in the same way as brackets. */
const DEPTHS: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/**
 * Returns the lines of a statement or array element, except the lines inside its braces, which belong to other
 * statements or properties.
 *
 * @param tokens - the tokens from the start of the statement, without comments
 */
export function statementLines(tokens: Iterable<PositionedToken>): ReadonlySet<number> {
  const lines = new Set<number>();
  const open: string[] = [];
  let braces = 0;
  let previous: PositionedToken | undefined;
  for (const token of tokens) {
    const { text } = token;
    const step = depthOf(token);
    if (open.length === 0 && previous !== undefined && endsBefore(previous, token)) break;
    if (step < 0) {
      const opened = open.pop();
      if (opened === undefined) break;
      if (opened === "{") braces -= 1;
    }
    if (braces === 0) for (const line of [token.line, token.lastLine]) lines.add(line);
    if (step > 0) {
      open.push(text);
      if (text === "{") braces += 1;
    }
    previous = token;
  }
  return lines;
}

function depthOf({ type, text }: PositionedToken): number {
  if (type === "TemplateHead") return 1;
  if (type === "TemplateTail") return -1;
  return type === "Punctuator" && Object.hasOwn(DEPTHS, text) ? (DEPTHS[text] ?? 0) : 0;
}

/** Words that cannot end an expression or declaration. */
const UNFINISHED = new Set(
  "as async await case const declare default delete else export extends in instanceof let new of satisfies static throw typeof var void".split(
    " ",
  ),
);
/** Words that continue an expression on the next line. */
const CONTINUING = new Set(["as", "extends", "implements", "in", "instanceof", "of", "satisfies"]);
/** Punctuators that begin a statement. */
const STARTING = new Set(["++", "--", "!", "~", "@", "#"]);

/** Whether a statement ends between two tokens outside its brackets. */
function endsBefore(previous: PositionedToken, token: PositionedToken): boolean {
  if (token.type === "Punctuator" && [";", ","].includes(token.text)) return true;
  if (previous.lastLine === token.line) return false;
  // Without a semicolon, a line ends a statement if it is complete and the next line does not continue it.
  const isComplete =
    previous.type === "Punctuator"
      ? [")", "]", "}", "++", "--", "!"].includes(previous.text)
      : !UNFINISHED.has(previous.text);
  if (!isComplete) return false;
  if (token.type === "Punctuator") return STARTING.has(token.text);
  return !(token.type === "NoSubstitutionTemplate" || token.type === "TemplateHead" || CONTINUING.has(token.text));
}
