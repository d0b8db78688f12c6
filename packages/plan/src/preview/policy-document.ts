import { isList, isProperties, properties, unwrapSecret, type Properties, type Value } from "../value";

const VERSION = "2012-10-17";

/** What `aws.iam.getPolicyDocument` returns: the document is made of the arguments alone. */
export function policyDocument(given: Properties): Properties {
  const { overridePolicyDocuments, sourcePolicyDocuments, ...own } = given;
  const merged = [...texts(sourcePolicyDocuments).map(parse), build(own), ...texts(overridePolicyDocuments).map(parse)];
  const document = merged.reduce(merge);
  const json = JSON.stringify(document, null, 2);
  return properties([...Object.entries(given), ["id", ""], ["json", json], ["minifiedJson", JSON.stringify(document)]]);
}

interface Document {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly Statement[];
}

type Statement = Readonly<Record<string, unknown>>;

function build(given: Properties): Document {
  const { version, policyId, statements } = given;
  return {
    Version: typeof version === "string" ? version : VERSION,
    ...(typeof policyId === "string" ? { Id: policyId } : {}),
    ...(isList(statements) ? { Statement: statements.filter(isProperties).map(statement) } : {}),
  };
}

function statement(given: Properties): Statement {
  return {
    ...(typeof given.sid === "string" && given.sid !== "" ? { Sid: given.sid } : {}),
    Effect: typeof given.effect === "string" ? given.effect : "Allow",
    ...member("Action", given.actions),
    ...member("NotAction", given.notActions),
    ...member("Resource", given.resources),
    ...member("NotResource", given.notResources),
    ...principals("Principal", given.principals),
    ...principals("NotPrincipal", given.notPrincipals),
    ...conditions(given.conditions),
  };
}

const texts = (value: Value | undefined): readonly string[] =>
  isList(value) ? value.map(unwrapSecret).filter((element): element is string => typeof element === "string") : [];

/** One value alone stands without its list, as AWS writes it. */
const collapsed = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;

function member(name: string, value: Value | undefined): Statement {
  const values = texts(value);
  // The provider sorts them from the end of the alphabet.
  return values.length === 0 ? {} : { [name]: collapsed([...values].sort().reverse()) };
}

function principals(name: string, value: Value | undefined): Statement {
  if (!isList(value) || value.length === 0) return {};
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of value.filter(isProperties))
    if (typeof type === "string") byType.set(type, [...(byType.get(type) ?? []), ...texts(identifiers)]);
  if (byType.size === 1 && byType.get("*")?.join() === "*") return { [name]: "*" };
  return { [name]: Object.fromEntries([...byType].map(([type, values]) => [type, collapsed(values)])) };
}

function conditions(value: Value | undefined): Statement {
  if (!isList(value) || value.length === 0) return {};
  const byTest = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of value.filter(isProperties)) {
    if (typeof test !== "string" || typeof variable !== "string") continue;
    const variables = byTest.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [...(variables.get(variable) ?? []), ...texts(values)]);
    byTest.set(test, variables);
  }
  const spelt = [...byTest].map(
    ([test, variables]) =>
      [test, Object.fromEntries([...variables].map(([name, values]) => [name, collapsed(values)]))] as const,
  );
  return { Condition: Object.fromEntries(spelt) };
}

function parse(text: string): Document {
  const { Statement: statements = [], ...rest } = JSON.parse(text) as { Statement?: Statement | Statement[] };
  return { ...rest, Statement: Array.isArray(statements) ? statements : [statements] };
}

/** A later document's statements replace earlier ones of the same Sid and are appended otherwise. */
function merge(first: Document, second: Document): Document {
  const replaced = new Map<unknown, Statement>(
    (second.Statement ?? []).flatMap((one) => (one.Sid === undefined ? [] : [[one.Sid, one]])),
  );
  const kept = (first.Statement ?? []).map((one) => replaced.get(one.Sid) ?? one);
  const known = new Set((first.Statement ?? []).flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid])));
  const added = (second.Statement ?? []).filter(({ Sid }) => Sid === undefined || !known.has(Sid));
  const statements = [...kept, ...added];
  return { ...first, ...second, ...(statements.length === 0 ? {} : { Statement: statements }) };
}
