import { isList, isProperties, type Properties, type Value } from "../model";
import { LookupError } from "./lookup-error";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Statement = Record<string, Json>;
interface Document {
  version: string;
  id: string;
  statements: Statement[];
}

const DEFAULT_VERSION = "2012-10-17";
/** The first version of the policy language. It does not support variables. */
const WITHOUT_VARIABLES = "2008-10-17";

/**
 * Computes the result of `aws.iam.getPolicyDocument`: the statements, merged with source and override documents.
 *
 * @remarks The result is the same as the AWS provider's: arrays are sets (sorted, without duplicates), a set with one
 * element is a scalar, `&{…}` becomes `${…}`, and a later statement replaces an earlier statement with the same Sid.
 *
 * @throws LookupError if the provider would fail: `value` for duplicate Sids and for variables in a document with
 * version 2008-10-17, `syntax` for invalid JSON, and `type` for JSON that is not an object
 */
export function renderPolicyDocument(args: Properties): { json: string; minifiedJson: string } {
  const version = nonEmptyString(args.version) ?? DEFAULT_VERSION;
  const inline: Document = { version, id: nonEmptyString(args.policyId) ?? "", statements: [] };
  inline.statements = records(args.statements).map((statement) => renderStatement(statement, version));
  rejectDuplicateSids(inline.statements, "statements");

  const merged: Document = { version: "", id: "", statements: [] };
  const sources = parsedDocuments(args, "sourceJson", "sourcePolicyDocuments");
  rejectDuplicateSids(
    sources.flatMap((source) => source.statements),
    "sourcePolicyDocuments",
  );
  const overrides = parsedDocuments(args, "overrideJson", "overridePolicyDocuments");
  for (const document of [...sources, inline, ...overrides]) merge(merged, document);

  const rendered = {
    Version: merged.version,
    ...(merged.id !== "" && { Id: merged.id }),
    ...(merged.statements.length > 0 && { Statement: merged.statements }),
  };
  return { json: JSON.stringify(rendered, null, 2), minifiedJson: JSON.stringify(rendered) };
}

function renderStatement(statement: Properties, version: string): Statement {
  const set = (name: string) => policySet(strings(statement[name]).map((value) => withVariables(value, version)));
  const actions = (name: string) => policySet(strings(statement[name]));
  const fields: Record<string, Json | undefined> = {
    Sid: nonEmptyString(statement.sid),
    Effect: nonEmptyString(statement.effect) ?? "Allow",
    Action: actions("actions"),
    NotAction: actions("notActions"),
    Resource: set("resources"),
    NotResource: set("notResources"),
    Principal: renderPrincipals(records(statement.principals), version),
    NotPrincipal: renderPrincipals(records(statement.notPrincipals), version),
    Condition: renderConditions(records(statement.conditions), version),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined && field[1] !== ""),
  );
}

function renderPrincipals(principals: readonly Properties[], version: string): Json | undefined {
  if (principals.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const principal of principals) {
    const type = nonEmptyString(principal.type) ?? "";
    const identifiers = strings(principal.identifiers).map((value) => withVariables(value, version));
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  // Only {"*": "*"} is shortened to "*". {"AWS": "*"} has the same meaning as "*", but trust policies reject "*".
  if (byType.size === 1 && byType.get("*")?.join() === "*") return "*";
  return Object.fromEntries([...byType].sort(byName).map(([type, values]) => [type, policySet(values) ?? []]));
}

function renderConditions(conditions: readonly Properties[], version: string): Json | undefined {
  if (conditions.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const condition of conditions) {
    const test = nonEmptyString(condition.test) ?? "";
    const variable = nonEmptyString(condition.variable) ?? "";
    // Condition values keep their order in the provider, unlike other arrays.
    const values = strings(condition.values).map((value) => withVariables(value, version));
    const variables = tests.get(test) ?? new Map<string, string[]>();
    tests.set(test, variables.set(variable, [...(variables.get(variable) ?? []), ...values]));
  }
  const single = (values: string[]): Json => (values.length === 1 && values[0] !== undefined ? values[0] : values);
  const rendered = [...tests].sort(byName).map(([test, variables]) => {
    const members = [...variables].sort(byName).map(([variable, values]) => [variable, single(values)] as const);
    return [test, Object.fromEntries(members)] as const;
  });
  return Object.fromEntries(rendered);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Renders a set, sorted in reverse order like the provider's sets. A single element becomes a scalar, and an empty set
 * becomes undefined.
 */
function policySet(values: readonly string[]): Json | undefined {
  const distinct = [...new Set(values)].sort().reverse();
  return distinct.length > 1 ? distinct : distinct[0];
}

/** Renders policy variables, which programs write as `&{aws:username}` because `${…}` is interpolation syntax. */
function withVariables(value: string, version: string): string {
  if (version === WITHOUT_VARIABLES && value.includes("&{")) {
    throw new LookupError(
      "value",
      `"${value}" contains a variable (&{…}), which policy version ${WITHOUT_VARIABLES} does not support`,
    );
  }
  return value.replaceAll("&{", "${");
}

function merge(into: Document, document: Document): void {
  if (document.id !== "") into.id = document.id;
  if (document.version > into.version) into.version = document.version;
  for (const statement of document.statements) {
    const sid = statement.Sid;
    const same = typeof sid === "string" ? into.statements.findIndex((other) => other.Sid === sid) : -1;
    if (same < 0) into.statements.push(statement);
    else into.statements[same] = statement;
  }
}

function rejectDuplicateSids(statements: readonly Statement[], where: string): void {
  const seen = new Set<Json>();
  for (const { Sid: sid } of statements) {
    if (sid === undefined) continue;
    if (seen.has(sid)) throw new LookupError("value", `${where}: duplicate Sid "${JSON.stringify(sid).slice(1, -1)}"`);
    seen.add(sid);
  }
}

function parsedDocuments(args: Properties, single: string, list: string): Document[] {
  const older = nonEmptyString(args[single]);
  return [...(older === undefined ? [] : [older]), ...strings(args[list])].map((json, index) => {
    const where = `${list}[${index}]`;
    let parsed: Json;
    try {
      parsed = JSON.parse(json) as Json;
    } catch (error) {
      throw new LookupError("syntax", `${where} is not valid JSON`, { cause: error });
    }
    if (!isJsonObject(parsed)) throw new LookupError("type", `${where} is not a policy document`);
    const { Version: version, Id: id, Statement: statement } = parsed;
    const statements = (Array.isArray(statement) ? statement : statement === undefined ? [] : [statement]).filter(
      isJsonObject,
    );
    return { version: typeof version === "string" ? version : "", id: typeof id === "string" ? id : "", statements };
  });
}

function isJsonObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const nonEmptyString = (value: Value | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const elements = (value: Value | undefined) => (isList(value) ? value : []);
const strings = (value: Value | undefined) => elements(value).filter((element) => typeof element === "string");
const records = (value: Value | undefined) => elements(value).filter(isProperties);
