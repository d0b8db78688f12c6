import { isProperties, isUnknown, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { flag, matchesAny, not, type AccessSet, type Constraint, type RequestSet } from "../requests/constraint";
import { acceptsEverything, ESCAPED, parsePattern } from "../requests/pattern";
import type { Budget } from "../requests/too-complex";
import { canonicalForm, readString, readStrings, type Holes } from "../values";
import { alternatives, combine, type Alternatives } from "../alternatives";
import { readConditions } from "./conditions";
import { callersOf, exemptCallers, readPrincipals, type NotPrincipalReading } from "./principals";

/** How to read a policy document. */
export interface DocumentContext {
  readonly holes: Holes;
  readonly budget: Budget;
  readonly notPrincipal: NotPrincipalReading;
}

/** A statement of a policy document. */
export interface StatementSource {
  readonly value: Value;
  /** The path in the inputs. */
  readonly at: string;
  /** Identifies the statement in both versions, for unknown values without an origin. */
  readonly place: string;
  /** Whether the version of the document supports policy variables. */
  readonly hasVariables: boolean;
}

/** Returns the requests that a statement allows or denies. */
export function statementAccess(source: StatementSource, context: DocumentContext): AccessSet {
  const statement = unwrapSecret(source.value);
  if (!isProperties(statement)) return unreadableAccess(source.at, formOf(statement, source.place, context.holes));
  const requestSets = requestSetsOf(statement, source, context);
  const effect = unwrapSecret(statement.Effect ?? null);
  if (requestSets === undefined) return unreadableAccess(source.at, canonicalForm(statement));
  if (effect === "Allow") return { allowed: requestSets, denied: [] };
  if (effect === "Deny") return { allowed: [], denied: requestSets };
  if (!isUnknown(effect)) return unreadableAccess(source.at, canonicalForm(statement));
  const key = readString(effect, `${source.place} Effect`, context.holes) ?? "";
  const allows = flag("effect", { key, unknown: "value" });
  const withConstraint = (added: Constraint) =>
    requestSets.map((requestSet) => ({ ...requestSet, constraints: [...requestSet.constraints, added] }));
  return { allowed: withConstraint(allows), denied: withConstraint(not(allows)) };
}

/** Returns the access of an object that cannot be read. It may allow or deny any request. */
export function unreadableAccess(at: string, form: string): AccessSet {
  const may = (effect: string): RequestSet => ({
    at,
    constraints: [flag("statement", { key: `${effect} ${form}`, unknown: "structure" })],
  });
  return { allowed: [may("allow")], denied: [may("deny")] };
}

/** Identifies a value in both versions. */
const formOf = (value: Exclude<Value, { readonly value: Value }>, place: string, holes: Holes): string =>
  isUnknown(value) ? (readString(value, place, holes) ?? place) : canonicalForm(value);

/** Returns the requests to which a statement applies, or undefined if the statement is not valid. */
function requestSetsOf(
  statement: Properties,
  { at, place, hasVariables }: StatementSource,
  context: DocumentContext,
): readonly RequestSet[] | undefined {
  const { holes, budget } = context;
  const expand = (text: string) => (hasVariables ? expandVariables(text, holes) : text);
  const parts = [
    principalPart(statement, place, context),
    actionPart(statement, place, holes),
    resourcePart(statement, place, { holes, expand }),
    ...(readConditions(statement.Condition, `${place} Condition`, { holes, expand }) ?? [undefined]),
  ];
  if (!parts.every((part) => part !== undefined)) return undefined;
  return combine(parts, budget).map((constraints) => ({ at, constraints }));
}

/** Replaces policy variables with holes, and escaped characters with characters that are no wildcards. */
const expandVariables = (text: string, holes: Holes): string =>
  text
    .replace(/\$\{([*?$])\}/g, (_, character: string) => ESCAPED.get(character) ?? character)
    .replace(/\$\{([^}]*)\}/g, (_, name: string) => holes.ofVariable(name));

function principalPart(statement: Properties, place: string, context: DocumentContext): Alternatives | undefined {
  const { Principal: listed, NotPrincipal: exempt } = statement;
  if (listed === undefined && exempt === undefined) return [[]];
  if (listed !== undefined && exempt !== undefined) return undefined;
  const principals = readPrincipals(listed ?? exempt ?? null, `${place} Principal`, context.holes);
  if (principals === undefined) return undefined;
  const negated = exempt !== undefined;
  if (principals.everyone) return negated ? [] : [[]];
  const callers = negated ? exemptCallers(principals, context.notPrincipal) : callersOf(principals);
  const patterns = callers.map((caller) => parsePattern(caller));
  return alternatives("principal", patterns, { holes: context.holes, negated });
}

/** Every action has the form `service:name`, so that `*` and `*:*` accept the same actions. */
const ALL_ACTIONS = matchesAny("action", [parsePattern("*:*")]);

function actionPart(statement: Properties, place: string, holes: Holes): Alternatives | undefined {
  const listed = readElement(statement, "Action", place, holes);
  if (listed === undefined) return undefined;
  const patterns = listed.strings.map((text) => parsePattern(text.toLowerCase()));
  if (!listed.negated && patterns.some(acceptsEverything)) return [[ALL_ACTIONS]];
  return combineWith(ALL_ACTIONS, alternatives("action", patterns, { holes, negated: listed.negated }));
}

function resourcePart(
  statement: Properties,
  place: string,
  { holes, expand }: { readonly holes: Holes; readonly expand: (text: string) => string },
): Alternatives | undefined {
  // The policies of some resources, such as roles and repositories, name no resource.
  if (statement.Resource === undefined && statement.NotResource === undefined) return [[]];
  const listed = readElement(statement, "Resource", place, holes);
  if (listed === undefined) return undefined;
  const patterns = listed.strings.map((text) => parsePattern(expand(text)));
  if (!listed.negated && patterns.some(acceptsEverything)) return [[]];
  return alternatives("resource", patterns, { holes, negated: listed.negated });
}

const combineWith = (constraint: Constraint, listed: Alternatives): Alternatives =>
  listed.map((constraints) => [constraint, ...constraints]);

/** Reads an element such as `Action` or `NotAction`. A statement must contain exactly one of both. */
function readElement(
  statement: Properties,
  name: "Action" | "Resource",
  place: string,
  holes: Holes,
): { readonly strings: readonly string[]; readonly negated: boolean } | undefined {
  const [listed, excluded] = [statement[name], statement[`Not${name}`]];
  if ((listed === undefined) === (excluded === undefined)) return undefined;
  const strings = readStrings(listed ?? excluded, `${place} ${name}`, holes);
  return strings && { strings, negated: excluded !== undefined };
}
