import {
  isList,
  isProperties,
  isUnknown,
  unwrapSecret,
  type Properties,
  type Unknown,
  type Value,
} from "@roadbed/plan";
import { partialDocument } from "../../kernel/partial-document";
import { joinPath } from "../../kernel/input-path";
import { toValue } from "../../kernel/plain-values";
import { mergeAccess, NO_ACCESS, type AccessSet, type RequestSet } from "../requests/constraint";
import { grantAccess, type GrantValues } from "../grants";
import { canonicalForm, elementsOf, readString } from "../values";
import { statementAccess, unreadableAccess, type DocumentContext } from "./statement-access";

/** A policy document in the inputs of a resource. */
export interface DocumentSource {
  readonly value: Value | undefined;
  /** The path in the inputs. */
  readonly at: string;
  /**
   * What a document that is not set allows. `default` is a policy of the service that is not known.
   *
   * @default "nothing"
   */
  readonly ifAbsent?: "nothing" | "everything" | "default";
  /** The constraints of the place to which the document is attached. */
  readonly attachedTo?: readonly GrantValues[];
}

/** Returns the requests that policy documents allow together. */
export function documentAccess(
  documents: readonly DocumentSource[],
  isInBoth: (statementForm: string) => boolean,
  context: DocumentContext,
): AccessSet {
  return mergeAccess(documents.map((document) => accessOf(document, isInBoth, context)));
}

/** Returns the forms of the statements in documents, which identify statements that did not change. */
export function statementForms(documents: readonly DocumentSource[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ value }) => elementsOf(documentContent(value)?.Statement).map(canonicalForm)));
}

function accessOf(
  source: DocumentSource,
  isInBoth: (statementForm: string) => boolean,
  context: DocumentContext,
): AccessSet {
  const access = contentAccess(source, isInBoth, context);
  const { attachedTo } = source;
  if (attachedTo === undefined) return access;
  const place = grantAccess([{ at: source.at, values: attachedTo }], context).allowed;
  return { allowed: restrict(access.allowed, place), denied: restrict(access.denied, place) };
}

/** Returns the request sets that both lists contain. */
const restrict = (requestSets: readonly RequestSet[], others: readonly RequestSet[]): readonly RequestSet[] =>
  requestSets.flatMap((requestSet) =>
    others.map((other) => ({ at: requestSet.at, constraints: [...requestSet.constraints, ...other.constraints] })),
  );

function contentAccess(
  { value, at, ifAbsent }: DocumentSource,
  isInBoth: (statementForm: string) => boolean,
  context: DocumentContext,
): AccessSet {
  const inner = unwrapSecret(value ?? null);
  if (isAbsent(inner)) return absentAccess(at, ifAbsent);
  const content = documentContent(inner);
  if (content === undefined) {
    const form = isUnknown(inner) ? (readString(inner, at, context.holes) ?? at) : canonicalForm(inner);
    return unreadableAccess(at, form);
  }
  const statements = unwrapSecret(content.Statement ?? null);
  const listAt = joinPath(at, "Statement");
  if (isUnknown(statements)) return unreadableAccess(listAt, readString(statements, listAt, context.holes) ?? listAt);
  const hasVariables = content.Version === "2012-10-17";
  return mergeAccess(
    elementsOf(statements).map((statement, index) => {
      const statementAt = isList(statements) ? joinPath(listAt, index) : listAt;
      const form = canonicalForm(statement);
      const place = isInBoth(form) ? form : statementAt;
      return statementAccess({ value: statement, at: statementAt, place, hasVariables }, context);
    }),
  );
}

function absentAccess(at: string, ifAbsent: DocumentSource["ifAbsent"] = "nothing"): AccessSet {
  if (ifAbsent === "nothing") return NO_ACCESS;
  return ifAbsent === "everything"
    ? { allowed: [{ at, constraints: [] }], denied: [] }
    : unreadableAccess(at, "default");
}

/** Whether a document is not set. Providers treat an empty string as not set. */
const isAbsent = (value: Value | undefined): boolean => {
  const inner = unwrapSecret(value ?? null);
  return inner === null || inner === "";
};

/** Returns the content of a document that is an object, a JSON string, or a JSON string with unknown parts. */
export function documentContent(value: Value | undefined): Properties | undefined {
  const inner = unwrapSecret(value ?? null);
  const content = typeof inner === "string" ? parseJson(inner) : isUnknown(inner) ? contentOfUnknown(inner) : inner;
  return isProperties(content) ? content : undefined;
}

const contentOfUnknown = (unknown: Unknown): Value | undefined => {
  const document = partialDocument(unknown);
  return document === undefined ? undefined : unwrapSecret(document);
};

function parseJson(json: string): Value | undefined {
  try {
    return toValue(JSON.parse(json));
  } catch {
    // A document that is not valid is compared as a whole. Another rule reports it.
    return undefined;
  }
}
