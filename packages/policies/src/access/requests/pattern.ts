/** A part of a pattern: the characters that it accepts, or a wildcard. */
export type Token = { readonly accepts: readonly string[] } | Wildcard;

/** A wildcard that accepts one character or, if `repeats`, any number of characters. */
interface Wildcard {
  readonly repeats: boolean;
  /** A character that the wildcard does not accept. */
  readonly except?: string;
}

/** A set of strings that are described by characters and wildcards. */
export interface Pattern {
  readonly tokens: readonly Token[];
  /** Identifies the pattern. Patterns with the same key accept the same strings. */
  readonly key: string;
}

/** Options for reading patterns. */
export interface PatternSyntax {
  /**
   * Whether `*` and `?` are wildcards.
   *
   * @default true
   */
  readonly wildcards?: boolean;
  /** Whether the pattern accepts characters in both cases. */
  readonly ignoreCase?: boolean;
  /** The separator that the wildcards before the last field do not accept, as in ARNs with six fields. */
  readonly fields?: { readonly separator: string; readonly count: number };
}

/**
 * The first and last characters that represent holes: parts of a pattern whose value is not known. These characters are
 * private, so no document needs them.
 */
const [FIRST_HOLE, LAST_HOLE] = ["\uE000", "\uF7FF"];

/** Represent the characters `*`, `?`, and `$` where they are not wildcards. */
export const ESCAPED: ReadonlyMap<string, string> = new Map([
  ["*", "\uF800"],
  ["?", "\uF801"],
  ["$", "\uF802"],
]);
const UNESCAPED = new Map([...ESCAPED].map(([character, escape]) => [escape, character]));

/** Returns a string whose wildcards represent themselves. */
export const escapeWildcards = (text: string): string =>
  text.replace(/[*?]/g, (character) => ESCAPED.get(character) ?? character);

/** Whether a character represents a hole. */
export const isHole = (character: string): boolean => character >= FIRST_HOLE && character <= LAST_HOLE;

/** Returns the characters of a string that represent holes. */
export const holesIn = (text: string): readonly string[] => text.match(/[\uE000-\uF7FF]/g) ?? [];

/** Whether a string contains characters that represent something else in patterns. */
export const hasReservedCharacters = (text: string): boolean => /[\uE000-\uF8FF]/.test(text);

/** Returns the character that represents the hole with a position in a list. */
export const holeCharacter = (position: number): string | undefined => {
  const code = FIRST_HOLE.charCodeAt(0) + position;
  return code > LAST_HOLE.charCodeAt(0) ? undefined : String.fromCharCode(code);
};

/** Reads a pattern. */
export function parsePattern(text: string, syntax: PatternSyntax = {}): Pattern {
  const separator = syntax.fields?.separator;
  const isLimited = separator !== undefined && text.split(separator).length >= (syntax.fields?.count ?? 0);
  let field = 1;
  const tokens: Token[] = [];
  for (const character of text) {
    if (character === separator) field++;
    const except = isLimited && field < (syntax.fields?.count ?? 0) ? separator : undefined;
    const token = readToken(character, syntax, except);
    // Repeated wildcards accept the same strings as one.
    if (!isRepeating(token) || !isRepeating(tokens.at(-1))) tokens.push(token);
  }
  return patternOf(tokens);
}

function readToken(character: string, syntax: PatternSyntax, except: string | undefined): Token {
  if (syntax.wildcards !== false && (character === "*" || character === "?"))
    return { repeats: character === "*", ...(except !== undefined && { except }) };
  const literal = UNESCAPED.get(character) ?? character;
  if (syntax.ignoreCase !== true) return { accepts: [literal] };
  return { accepts: [...new Set([literal.toLowerCase(), literal.toUpperCase()])] };
}

const isRepeating = (token: Token | undefined): boolean =>
  token !== undefined && "repeats" in token && token.repeats && token.except === undefined;

function patternOf(tokens: readonly Token[]): Pattern {
  return { tokens, key: tokens.map(tokenKey).join("") };
}

/** Wildcards are escaped, so that a literal `*` has another key. */
const tokenKey = (token: Token): string => {
  if ("accepts" in token) return token.accepts.map((character) => ESCAPED.get(character) ?? character).join("|");
  return `${token.repeats ? "*" : "?"}${token.except === undefined ? "" : `^${token.except}`}`;
};

/** Whether a pattern accepts every string. */
export const acceptsEverything = ({ tokens: [first, ...rest] }: Pattern): boolean =>
  rest.length === 0 && isRepeating(first);

/** Whether a pattern contains a wildcard. */
export const hasWildcard = ({ tokens }: Pattern): boolean => tokens.some((token) => "repeats" in token);

/** Whether a part of a pattern is not known. */
export const hasHole = ({ tokens }: Pattern): boolean => tokens.some(isHoleToken);

/** Returns the characters that represent the holes of a pattern. */
export const holesOf = ({ tokens }: Pattern): readonly string[] =>
  tokens.flatMap((token) => ("accepts" in token ? token.accepts.filter(isHole) : []));

const isHoleToken = (token: Token): boolean => "accepts" in token && token.accepts.some(isHole);

/** Returns the pattern with a wildcard in place of each hole. It accepts at least the strings that the pattern accepts. */
export function widen({ tokens }: Pattern): Pattern {
  const widened: Token[] = [];
  for (const token of tokens) {
    const next = isHoleToken(token) ? { repeats: true } : token;
    if (!isRepeating(next) || !isRepeating(widened.at(-1))) widened.push(next);
  }
  return patternOf(widened);
}
