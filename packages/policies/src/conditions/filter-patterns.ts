import { matchesWildcard } from "../evaluation/wildcard";

/**
 * A comparison in a JSON filter pattern, such as `$.eventName = "Put*"`. The value is a quoted string, a regular expression
 * between percent signs, or a single word.
 */
const COMPARISON = /(\$[^\s=!<>]*)\s*(!=|<=|>=|[=<>])\s*("[^"]*"|%[^%]*%|[^\s()&|}]+)/g;

/** A term of an unstructured filter pattern. A minus sign excludes the term. */
const UNSTRUCTURED_TERM = /(?<=^|\s)([?-]?)("[^"]*"|%[^%]*%|\S+)/g;

/**
 * Whether a CloudWatch Logs filter pattern selects events by a name, which is the value or part of the selector of a
 * comparison. Comparisons with `!=` exclude events, so their values do not count.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function selectsByName(filterPattern: string, name: string): boolean {
  const isWord = wordMatcher(name);
  const matches = (value: string) => isWord(value) || isWildcardFor(value.replaceAll('"', ""), name);
  if (!filterPattern.trimStart().startsWith("{"))
    return [...filterPattern.matchAll(UNSTRUCTURED_TERM)].some(([, sign, term = ""]) => sign !== "-" && isWord(term));
  return [...filterPattern.matchAll(COMPARISON)].some(
    ([, selector = "", operator, value = ""]) => isWord(selector) || (operator === "=" && matches(value)),
  );
}

/** Whether a value with wildcards matches a name. Values that match nearly everything, such as `*`, do not count. */
const isWildcardFor = (value: string, name: string) => /\w{3}/.test(value) && matchesWildcard(value, name);

/** Returns a function that reports whether a string contains a name that is not part of a longer name. */
function wordMatcher(name: string): (text: string) => boolean {
  const pattern = new RegExp(String.raw`(?<!\w)${name.replace(/[.\\$*+?^()[\]{}|]/g, String.raw`\$&`)}(?!\w)`);
  return (text) => pattern.test(text);
}
