import { isObject, isSameJson, parse, type Json, type JsonObject } from "./json";

/**
 * Whether two policy documents are equivalent as the AWS provider compares them: in any order of statements and elements,
 * and with a single string in place of an array with one element.
 *
 * @remarks The letter case of actions matters, although AWS ignores it. The provider updates a policy if only it changed.
 * @see https://github.com/hashicorp/awspolicyequivalence
 */
export function isSamePolicy(one: string, other: string): boolean {
  const [document, otherDocument] = [parse(one), parse(other)];
  if (document === undefined || otherDocument === undefined) return false;
  if (isSameJson(document, otherDocument)) return true;
  if (!isObject(document) || !isObject(otherDocument)) return false;
  const [statements, otherStatements] = [statementsOf(document), statementsOf(otherDocument)];
  if (statements === undefined || otherStatements === undefined || statements.length !== otherStatements.length)
    return false;
  const contains = (list: readonly JsonObject[], statement: JsonObject) =>
    list.some((candidate) => isSameStatement(candidate, statement));
  return (
    ["Version", "Id"].every((name) => (document[name] ?? "") === (otherDocument[name] ?? "")) &&
    hasOnly(document, DOCUMENT_ELEMENTS) &&
    hasOnly(otherDocument, DOCUMENT_ELEMENTS) &&
    statements.every((statement) => contains(otherStatements, statement)) &&
    otherStatements.every((statement) => contains(statements, statement))
  );
}

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const LISTS = ["Action", "NotAction", "Resource", "NotResource"] as const;
const PRINCIPALS = ["Principal", "NotPrincipal"] as const;
const STATEMENT_ELEMENTS = ["Sid", "Effect", "Condition", ...LISTS, ...PRINCIPALS];

/** The number of statements above which policies are compared only as JSON documents. AWS accepts fewer. */
const MAX_STATEMENTS = 500;

function statementsOf({ Statement: content }: JsonObject): readonly JsonObject[] | undefined {
  const list = Array.isArray(content) ? (content as readonly Json[]) : [content ?? null];
  const statements = list.filter(isObject);
  const isValid = statements.every((statement) => hasOnly(statement, STATEMENT_ELEMENTS));
  return isValid && statements.length === list.length && list.length <= MAX_STATEMENTS ? statements : undefined;
}

const hasOnly = (object: JsonObject, names: readonly string[]): boolean =>
  Object.keys(object).every((name) => names.includes(name));

function isSameStatement(one: JsonObject, other: JsonObject): boolean {
  return (
    (one.Sid ?? "") === (other.Sid ?? "") &&
    one.Effect === other.Effect &&
    LISTS.every((name) => isSameList(one[name], other[name])) &&
    PRINCIPALS.every((name) => isSamePrincipal(one[name], other[name])) &&
    isSameCondition(one.Condition, other.Condition)
  );
}

/** Whether two elements contain the same strings. A string represents an array with one element. */
function isSameList(one: Json | undefined, other: Json | undefined): boolean {
  const [strings, otherStrings] = [stringsOf(one), stringsOf(other)];
  if (strings === undefined || otherStrings === undefined || strings.length !== otherStrings.length) return false;
  const sorted = [...otherStrings].sort();
  return [...strings].sort().every((string, index) => string === sorted[index]);
}

function stringsOf(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const strings = list.filter((element) => typeof element === "string");
  return strings.length === list.length ? strings : undefined;
}

function isSamePrincipal(one: Json | undefined, other: Json | undefined): boolean {
  if (isObject(one) && isObject(other)) return isSameMap(one, other);
  return one === other;
}

function isSameMap(one: JsonObject, other: JsonObject): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameList(one[name], other[name]))
  );
}

function isSameCondition(one: Json | undefined, other: Json | undefined): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  const operators = Object.keys(one);
  return (
    operators.length === Object.keys(other).length &&
    operators.every((operator) => {
      const [keys, otherKeys] = [one[operator], Object.hasOwn(other, operator) ? other[operator] : undefined];
      return isObject(keys) && isObject(otherKeys) && isSameMap(keys, otherKeys);
    })
  );
}
