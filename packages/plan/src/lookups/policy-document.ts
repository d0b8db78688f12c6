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
/** The first policy language, which knows no variables. */
const WITHOUT_VARIABLES = "2008-10-17";

/**
 * What `aws.iam.getPolicyDocument` answers: statements rendered to policy text, merged with source and override
 * documents. Equal in meaning to what the AWS provider renders: lists are sets (sorted, without duplicates), a set of
 * one is a scalar, `&{…}` is written `${…}`, and a later statement with the same Sid replaces an earlier one.
 *
 * @throws LookupError as the provider would fail: two statements of one Sid, a document that is not JSON, a variable
 * in a document of version 2008-10-17.
 */
export function renderPolicyDocument(args: Properties): { json: string; minifiedJson: string } {
  const version = text(args.version) ?? DEFAULT_VERSION;
  const own: Document = { version, id: text(args.policyId) ?? "", statements: [] };
  own.statements = records(args.statements).map((statement) => renderStatement(statement, version));
  refuseDuplicateSids(own.statements, "statements");

  const merged: Document = { version: "", id: "", statements: [] };
  const sources = parsedDocuments(args, "sourceJson", "sourcePolicyDocuments");
  refuseDuplicateSids(
    sources.flatMap((source) => source.statements),
    "sourcePolicyDocuments",
  );
  const overrides = parsedDocuments(args, "overrideJson", "overridePolicyDocuments");
  for (const document of [...sources, own, ...overrides]) merge(merged, document);

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
    Sid: text(statement.sid),
    Effect: text(statement.effect) ?? "Allow",
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
    const type = text(principal.type) ?? "";
    const identifiers = strings(principal.identifiers).map((value) => withVariables(value, version));
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  }
  // "*" and {"AWS": "*"} mean the same but trust policies refuse the first; only {"*": "*"} is shortened to it.
  if (byType.size === 1 && byType.get("*")?.join() === "*") return "*";
  return Object.fromEntries([...byType].sort(byName).map(([type, values]) => [type, policySet(values) ?? []]));
}

function renderConditions(conditions: readonly Properties[], version: string): Json | undefined {
  if (conditions.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const condition of conditions) {
    const test = text(condition.test) ?? "";
    const variable = text(condition.variable) ?? "";
    // The order of values can matter to a reader, and the provider keeps it.
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

/** A set as policies write it: sorted backwards as the provider does, one element without its list, none left out. */
function policySet(values: readonly string[]): Json | undefined {
  const distinct = [...new Set(values)].sort().reverse();
  return distinct.length > 1 ? distinct : distinct[0];
}

/** `&{aws:username}` stands for a policy variable where `${…}` would be the program's own interpolation. */
function withVariables(value: string, version: string): string {
  if (version === WITHOUT_VARIABLES && value.includes("&{")) {
    throw new LookupError(
      `"${value}" holds a variable (&{…}), which policy version ${WITHOUT_VARIABLES} does not have`,
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

function refuseDuplicateSids(statements: readonly Statement[], where: string): void {
  const seen = new Set<Json>();
  for (const { Sid: sid } of statements) {
    if (sid === undefined) continue;
    if (seen.has(sid))
      throw new LookupError(`${where}: two statements have the Sid "${JSON.stringify(sid).slice(1, -1)}"`);
    seen.add(sid);
  }
}

function parsedDocuments(args: Properties, single: string, list: string): Document[] {
  const older = text(args[single]);
  return [...(older === undefined ? [] : [older]), ...strings(args[list])].map((json, index) => {
    const where = `${list}[${index}]`;
    let parsed: Json;
    try {
      parsed = JSON.parse(json) as Json;
    } catch (error) {
      throw new LookupError(`${where} is not JSON`, { cause: error });
    }
    if (!isJsonObject(parsed)) throw new LookupError(`${where} is not a policy document`);
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

const text = (value: Value | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const listed = (value: Value | undefined) => (isList(value) ? value : []);
const strings = (value: Value | undefined) => listed(value).filter((element) => typeof element === "string");
const records = (value: Value | undefined) => listed(value).filter(isProperties);
