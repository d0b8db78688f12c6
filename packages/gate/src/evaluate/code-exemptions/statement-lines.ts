import type { PlacedToken } from "./placed-tokens";

/** How deep in brackets a token opens or closes. Template strings hold expressions as brackets do. */
const DEPTHS: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/**
 * The lines of the statement, or member of a list, that begins with a token: those that are in none of its braces. What
 * stands in a body or in an object is another statement's, or another's member.
 *
 * @param tokens from that token on, without comments
 */
export function statementLines(tokens: Iterable<PlacedToken>): ReadonlySet<number> {
  const lines = new Set<number>();
  const open: string[] = [];
  let braces = 0;
  let before: PlacedToken | undefined;
  for (const token of tokens) {
    const { text } = token;
    const step = depthOf(token);
    if (open.length === 0 && before !== undefined && endsBefore(before, token)) break;
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
    before = token;
  }
  return lines;
}

function depthOf({ type, text }: PlacedToken): number {
  if (type === "TemplateHead") return 1;
  if (type === "TemplateTail") return -1;
  return type === "Punctuator" && Object.hasOwn(DEPTHS, text) ? (DEPTHS[text] ?? 0) : 0;
}

/** Words after which an expression, or a declaration, goes on. */
const UNFINISHED = new Set(
  "as async await case const declare default delete else export extends in instanceof let new of satisfies static throw typeof var void".split(
    " ",
  ),
);
/** Words with which an expression goes on in another line. */
const CONTINUING = new Set(["as", "extends", "implements", "in", "instanceof", "of", "satisfies"]);
/** What begins a statement although it is no word. */
const STARTING = new Set(["++", "--", "!", "~", "@", "#"]);

/** Whether a statement ends between two tokens that are in none of its brackets. */
function endsBefore(before: PlacedToken, token: PlacedToken): boolean {
  if (token.type === "Punctuator" && [";", ","].includes(token.text)) return true;
  if (before.lastLine === token.line) return false;
  // No semicolon: a line ends a statement where what is there is whole, and the next line does not go on with it.
  const isWhole =
    before.type === "Punctuator"
      ? [")", "]", "}", "++", "--", "!"].includes(before.text)
      : !UNFINISHED.has(before.text);
  if (!isWhole) return false;
  if (token.type === "Punctuator") return STARTING.has(token.text);
  return !(token.type === "NoSubstitutionTemplate" || token.type === "TemplateHead" || CONTINUING.has(token.text));
}
